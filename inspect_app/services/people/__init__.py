"""Accounts, sessions, phones, and who may do what."""
