"""How fast inspections with photos are taken in, against the same server without our work."""
