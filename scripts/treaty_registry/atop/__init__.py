"""The registry compared with a copy of the ATOP data (Alliance Treaty Obligations and Provisions) that a user has."""
