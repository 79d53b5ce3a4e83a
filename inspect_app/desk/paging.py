"""Lists come in pages; which one stands in the address."""

from flask import request

from inspect_app.errors import problem

PAGE = 50


def asked_page() -> int:
    """The first, unless told otherwise; what is no page is not found."""
    given = request.args.get("page", "1")
    if not given.isdecimal() or not 1 <= len(given) <= 6 or int(given) < 1:
        raise problem("not_found")
    return int(given)
