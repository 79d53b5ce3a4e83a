"""Accounts, sessions, clients, and who may do what."""
