"""Reads corrections: how they stand, by whom they are asked for."""
