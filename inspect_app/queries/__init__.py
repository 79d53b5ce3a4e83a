"""Queries that read the database; no commit, no Flask."""
