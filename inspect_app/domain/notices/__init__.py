"""Notices: what people hear of corrections, and how it is said to programs. Pure."""
