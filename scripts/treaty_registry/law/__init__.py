"""What follows in law from the records: positions, status and duties on any date. Pure functions."""
