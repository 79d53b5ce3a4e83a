"""Desk pages of the register: the list, one premises with its history, titles, labels."""
