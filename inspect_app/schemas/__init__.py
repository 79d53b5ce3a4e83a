"""Schemas of what enters and leaves the app: every field is named."""
