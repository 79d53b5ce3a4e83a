"""Desk pages of the review queue and of one inspection under review."""
