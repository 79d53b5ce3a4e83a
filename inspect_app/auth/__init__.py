"""Sign-in for all three sites, and what a person may change about the own account."""
