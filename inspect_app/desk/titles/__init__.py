"""Pages of titles: the list, entering one, taking one back, and those of one premises."""
