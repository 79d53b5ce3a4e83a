"""Shapes what was read into the chapters of a report; it reads nothing by itself."""
