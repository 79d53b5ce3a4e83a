"""A fictional district at the plan's real scale, marked （示例）."""
