"""What phones hand in: checked, applied, or quarantined."""
