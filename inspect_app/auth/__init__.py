"""Sign-in for all three sites, and a user's own password and sessions."""
