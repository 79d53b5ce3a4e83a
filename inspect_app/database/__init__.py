"""Engine settings, error classes and extra connections, for SQLite and PostgreSQL alike."""
