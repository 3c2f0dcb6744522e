"""The registry as data: tables, a JSON API, linked data, citations, feeds and calendars."""
