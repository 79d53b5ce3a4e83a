"""Puts the attributes of a premises into the words of its kind's checklists."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from inspect_app.desk.review.item_view import own_words
from inspect_app.extensions import db
from inspect_app.models.premises import Premises
from inspect_app.services.register.kinds import attributes_of
from inspect_app.web.formats import day, number
from inspect_app.web.language import t

Object = Mapping[str, Any]


def list_attributes(place: Premises) -> list[tuple[str, str]]:
    """Return (name, value) of each known attribute in words."""
    schemas: Mapping[str, Object] = attributes_of(db.session(), place.kind)["properties"]
    known = place.known_attrs
    return [
        (own_words(schema), attribute_words(schema, known[name]))
        for name, schema in schemas.items()
        if known.get(name) is not None and "zh" in schema
    ]


def attribute_words(schema: Object, value: Any) -> str:
    """Return an attribute's value in words: days, options, lists, yes and no."""
    if isinstance(value, list):
        return t("desk.list").join(attribute_words(schema, one) for one in value)
    if isinstance(value, bool):
        return t("desk.attr.yes" if value else "desk.attr.no")
    if isinstance(value, int):
        return number(value)
    if schema.get("format") == "date":
        return day(date.fromisoformat(value), True)
    named = schema.get("values", {}).get(value)
    return own_words(named) if named else str(value)
