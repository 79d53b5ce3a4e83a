"""One installation: install, backup, restore, import of a history."""
