"""Tables, one file per subject; no behaviour."""
