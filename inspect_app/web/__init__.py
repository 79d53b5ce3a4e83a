"""Code that the pages of all three sites share."""
