"""What every page of the three sites shares."""
