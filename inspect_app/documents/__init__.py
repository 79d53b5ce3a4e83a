"""The only places that lay out paper."""
