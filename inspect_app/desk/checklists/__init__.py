"""The published checklists in words, and how two versions differ."""
