"""Reading; no commit, no Flask."""
