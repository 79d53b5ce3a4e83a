"""Intake: pushed records are checked, then applied or quarantined."""
