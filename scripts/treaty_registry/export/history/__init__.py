"""What changed in the records, from the history that Git keeps, and a feed of it."""
