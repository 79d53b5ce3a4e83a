"""Reads what a report tells, and names what it mentions."""
