"""The field-inspection app of Putuo District. Imports nothing, so that domain/ needs no Flask."""
