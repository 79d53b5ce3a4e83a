"""Keeps the figures: what a write moved is counted again before it is committed."""
