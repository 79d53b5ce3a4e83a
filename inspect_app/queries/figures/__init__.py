"""Reads what the plan's figures are counted from, and counts them."""
