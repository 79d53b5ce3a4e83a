"""What the review queue is narrowed to: read from the address, or from a decision's form.

Every link, form and redirect of a review carries it on, so that the next one is of the same queue.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import request

from inspect_app.desk.forms import narrowing
from inspect_app.domain.vocabulary import KINDS
from inspect_app.errors import problem
from inspect_app.queries.inspections import names_of
from inspect_app.queries.review_queue import NARROWING, Search, search_of
from inspect_app.web.formats import day_words
from inspect_app.web.language import t
from inspect_app.web.words import area_name, kind_name

LONGEST = 100
LONGEST_QUERY = 1000


@dataclass(frozen=True)
class QueueFilters:
    """The filters that narrow something, by the names that the address has for them."""

    given: dict[str, Any]  # texts; `url_for` takes them as they are

    @property
    def search(self) -> Search:
        """Return what to look for."""
        return search_of(self.given)

    @property
    def query(self) -> str:
        """Return the filters as a query string, the same for the same filters."""
        return urlencode(self.given)

    @property
    def words(self) -> list[str]:
        """Return each filter in words, in their order on the page."""
        return [_say(name, text) for name, text in self.given.items()]


def asked_filters() -> QueueFilters:
    """Return the filters of the address, or of the form that a decision was sent with."""
    if request.method == "POST":
        return read_query(request.form.get("queue", ""))
    return read_filters(request.args)


def read_query(query: str) -> QueueFilters:
    """Return the filters of a query string."""
    return read_filters(dict(parse_qsl(query[:LONGEST_QUERY])))


def read_filters(given: Mapping[str, str]) -> QueueFilters:
    """Return the filters among these fields; raise `not_found` for a status or day that is none."""
    filters = narrowing({name: given.get(name, "").strip()[:LONGEST] for name in NARROWING})
    try:
        search_of(filters)
    except ValueError:
        raise problem("not_found") from None
    return QueueFilters(filters)


def _say(name: str, text: str) -> str:
    match name:
        case "area":
            return area_name(text)
        case "kind":
            return kind_name(text) if text in KINDS else text
        case "who":
            return names_of([text]).get(text, text)
        case "status":
            return t(f"queue.status.{text}")
        case "on":
            return day_words(date.fromisoformat(text))
    return t("queue.words", words=text)
