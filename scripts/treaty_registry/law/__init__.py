"""What follows from the records: the treaty's status and suspended duties, as its sources state them."""
