"""The drawings: timelines, the network of defence, the picture of the home page."""
