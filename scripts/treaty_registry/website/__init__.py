"""From records to pages. Only ``mkdocs_plugin`` and ``build`` know MkDocs; the rest makes HTML from records."""
