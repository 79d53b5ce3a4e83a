"""The review queue and one inspection under review."""
