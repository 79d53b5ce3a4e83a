"""One installation: made, backed up, restored, swept."""
