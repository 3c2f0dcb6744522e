"""The preview of the site while records are edited."""
