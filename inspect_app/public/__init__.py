"""What citizens read: one premises' published results, and the plan's progress."""
