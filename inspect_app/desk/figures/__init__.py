"""The plan's targets, one of them by street, what was reached before the plan."""
