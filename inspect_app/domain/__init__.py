"""The trade as pure functions: standard library only."""
