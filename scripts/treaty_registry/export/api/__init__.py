"""The static JSON API: its answers, and their description as OpenAPI and JSON Schemas."""
