"""What follows from the records: so far the treaty's status as its sources state it."""
