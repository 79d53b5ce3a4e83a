"""Pages for citizens: one premises' published results, and the plan's progress."""
