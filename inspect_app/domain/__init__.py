"""The rules and figures of inspections as pure functions: standard library only."""
