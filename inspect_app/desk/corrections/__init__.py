"""Corrections at the desk: the board, one with its before and after, a supervisor's moves."""
