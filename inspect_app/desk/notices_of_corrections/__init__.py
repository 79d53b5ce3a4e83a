"""What the desk hears of corrections: the bell, and the digest of the day."""
