"""The public site with all its pages; importing them registers their addresses."""

from inspect_app.public import open_data, pages, verify
from inspect_app.public.pages import public

PAGES = (pages, open_data, verify)

__all__ = ["PAGES", "public"]
