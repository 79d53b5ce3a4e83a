"""The operators' pages; importing them registers their addresses."""

from inspect_app.public.operator import codes, forms, pages
from inspect_app.public.operator.pages import answers
from inspect_app.public.operator.uploads import answer_uploads

PAGES = (codes, forms, pages)

__all__ = ["PAGES", "answer_uploads", "answers"]
