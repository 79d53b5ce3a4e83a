"""Days in Shanghai: working days, ages, the day of a visit."""
