"""The feed: rows that phones pull are made, numbered, read and expired here."""
