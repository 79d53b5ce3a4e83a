"""The rows that phones pull: made, numbered, read, expired."""
