"""Rules of reading a revision: what differs from the one before, which signals deserve a look."""
