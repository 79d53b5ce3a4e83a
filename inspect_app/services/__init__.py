"""Use cases: one function, one verb, one transaction; the only place that commits."""
