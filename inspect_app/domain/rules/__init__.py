"""Judges an answer, a sheet and an inspection by the checklist's own rules."""
