"""What the commands cost: see README.md."""
