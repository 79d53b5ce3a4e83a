"""Who handed in a record and when, of both versions of a fork; and which field breaks a rule."""

from collections.abc import Mapping
from typing import Any

from inspect_app.desk.quarantine.comparing import Point, body_of, questions_of
from inspect_app.desk.review.item_view import own_words
from inspect_app.models.sync import SyncRecord
from inspect_app.queries.imports import find_importer
from inspect_app.queries.inspections import names_of
from inspect_app.web.formats import moment_words
from inspect_app.web.language import current_language, t, texts_of


def who_brought(record: SyncRecord, other: SyncRecord | None) -> list[Point]:
    """Return who handed in a record and when it came, and the same of the other version."""
    pairs = [(one, _importer(one)) for one in (record, other) if one is not None]
    ids = {id for one, importer in pairs for id in (one.user_id, importer) if id}
    names = names_of(ids)
    by = [_by(names, one.user_id, importer) for one, importer in pairs]
    came = [moment_words(one.received_at, True) for one, _ in pairs]
    return [
        Point(name, words[0], words[-1] if other else "", other is not None and differ(words))
        for name, words in ((t("desk.quarantine.by"), by), (t("desk.col.received"), came))
    ]


def differ(words: list[str]) -> bool:
    """Whether these are not all the same."""
    return len(set(words)) > 1


def name_fields(record: SyncRecord, fields: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the wrong fields of a record, each with its name in words and what a rule says."""
    asked = questions_of(body_of(record))
    return [(field_words(path, asked), message) for path, message in fields.items()]


def field_words(path: str, asked: Mapping[str, Mapping[str, Any]]) -> str:
    """Return a path of a record in words; an item by its question."""
    first, _, rest = path.partition(".")
    known = f"desk.field.{first}" in texts_of(current_language())
    words = t(f"desk.field.{first}") if known else first
    item = next((one for one in asked if rest == one or rest.startswith(f"{one}.")), None)
    if item is not None:
        rest = own_words(asked[item], "") or rest
    return f"{words}{t('desk.colon')}{rest}" if rest else words


def _importer(record: SyncRecord) -> str | None:
    return find_importer(record.collection, record.record_id, record.digest)


def _by(names: Mapping[str, str], author: str, importer: str | None) -> str:
    name = names.get(author, "—")
    if importer is None:
        return t("desk.quarantine.by.phone", name=name)
    return t("desk.quarantine.by.other", name=names.get(importer, "—"), author=name)
