"""Use cases: one function, one verb, one transaction; only services commit."""
