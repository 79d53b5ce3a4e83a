"""SQLite or PostgreSQL: told apart here alone."""
