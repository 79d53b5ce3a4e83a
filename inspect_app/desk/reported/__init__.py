"""Pages of reported figures: the goals of the plan that nobody inspects."""
