"""Corrections: born with an inspection, moved by phones, the desk and the operator."""
