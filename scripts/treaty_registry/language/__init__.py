"""The registry's languages: codes, dates, lengths of time and lists in words, from catalogues that translators edit."""
