"""Days as Shanghai counts them: working days, ages, the day of a visit."""
