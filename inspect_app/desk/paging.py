"""The page number of a list, from the address."""

from flask import request

from inspect_app.errors import problem

PAGE = 50


def asked_page() -> int:
    """Return the page number, 1 by default; raise `not_found` for anything else."""
    given = request.args.get("page", "1")
    if not given.isdecimal() or not 1 <= len(given) <= 6 or int(given) < 1:
        raise problem("not_found")
    return int(given)
