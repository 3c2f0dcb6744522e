"""Calendars of what lies ahead of treaties."""
