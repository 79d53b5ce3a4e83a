"""The public site with all its pages; importing them registers their addresses."""

from inspect_app.public import open_data, pages
from inspect_app.public.pages import public

PAGES = (pages, open_data)

__all__ = ["PAGES", "public"]
