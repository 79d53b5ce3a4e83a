"""What an answer, a sheet and an inspection are worth, by the checklist's own rules."""
