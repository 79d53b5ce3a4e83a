"""Desk pages of what waits for a person: quarantined records, rescue files, late phones."""
