"""Corrections: from a failed item to a closed one, by moves that one table allows."""
