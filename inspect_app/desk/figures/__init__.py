"""Desk pages of the plan's figures: all targets, one target by area, baselines."""
