"""The one truth about what a record may say: the JSON Schema, the field reference and the editor's help follow it."""
