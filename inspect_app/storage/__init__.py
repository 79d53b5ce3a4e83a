"""Photo bytes, named by their SHA-256. Nothing else may touch them on the disk."""
