"""From files to plain trees of text: nothing here knows what a treaty is."""
