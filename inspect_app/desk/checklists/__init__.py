"""Desk pages of the published checklists, and how two versions differ."""
