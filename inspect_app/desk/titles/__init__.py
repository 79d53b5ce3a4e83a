"""Pages of titles: the list, entering one, revoking one, and those of one premises."""
