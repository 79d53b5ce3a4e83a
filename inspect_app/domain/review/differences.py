"""Says what differs between two revisions of one inspection: answers, photos, sheets, the rest.

Whatever is not known here by name is compared as it stands, so that no change stays unseen.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from inspect_app.domain.rules.unable import UNABLE

Body = Mapping[str, Any]
T = TypeVar("T")
# These say when and by which program a body was made, or stand in other fields as well.
NOT_COMPARED = frozenset(
    {"schema", "author", "app", "visit", "on", "started_at", "sealed_at", "clock", "premises"}
    | {"round", "answer_code", "answers", "photos", "tables", "voice", "corrections", UNABLE}
)
MEASURES = ("measure", "deadline_days")


@dataclass(frozen=True)
class Change:
    """One field that differs; None where there was nothing."""

    field: str
    before: Any = None
    after: Any = None


@dataclass(frozen=True)
class PhotoChange:
    """One photo of an item, by hash; a new one takes the place of one that is gone, in order."""

    before: str | None
    after: str | None

    @property
    def state(self) -> str:
        """Return same, new, gone or replaced."""
        if self.before == self.after:
            return "same"
        if self.before is None:
            return "new"
        return "gone" if self.after is None else "replaced"


@dataclass(frozen=True)
class ItemChanges:
    """What differs at one item; `photos` lists all its photos, those that stayed among them."""

    fields: tuple[Change, ...]
    photos: tuple[PhotoChange, ...]

    @property
    def is_changed(self) -> bool:
        """Whether a field or a photo differs."""
        return bool(self.fields) or any(one.state != "same" for one in self.photos)

    def count(self, state: str) -> int:
        """Count the photos of a state."""
        return sum(one.state == state for one in self.photos)


@dataclass(frozen=True)
class Differences:
    """The items that differ, by id, and the fields of the body that belong to no item."""

    items: Mapping[str, ItemChanges]
    others: tuple[Change, ...]


def differences(before: Body, after: Body) -> Differences:
    """Compare two parsed bodies of one inspection."""
    old, new = renamed(before, after, _items(before)), _items(after)
    old_photos = renamed(before, after, before["photos"])
    compared = {
        item: ItemChanges(
            tuple(_changes(old.get(item, {}), new.get(item, {}))),
            compare_photos(old_photos.get(item, []), after["photos"].get(item, [])),
        )
        for item in dict.fromkeys([*new, *after["photos"], *old, *old_photos])
    }
    changed = {item: one for item, one in compared.items() if one.is_changed}
    return Differences(changed, tuple(_others(before, after)))


def renamed(before: Body, after: Body, by_item: Mapping[str, T]) -> dict[str, T]:
    """Return what stands under the earlier names of items under the names they have later."""
    moved = _moved_sheets(before, after)
    return {_key(moved, item): one for item, one in by_item.items()}


def compare_photos(before: Sequence[Body], after: Sequence[Body]) -> tuple[PhotoChange, ...]:
    """Compare an item's photos: the new ones first, in their order, then those that are gone."""
    was, now = [one["sha256"] for one in before], [one["sha256"] for one in after]
    gone = [one for one in was if one not in now]
    changes = []
    for shot in now:
        if shot in was:
            changes.append(PhotoChange(shot, shot))
        else:
            changes.append(PhotoChange(gone.pop(0) if gone else None, shot))
    return (*changes, *(PhotoChange(one, None) for one in gone))


def _items(body: Body) -> dict[str, dict[str, Any]]:
    """Return each item with everything that was said of it, field by field."""
    items = {item: dict(answer) for item, answer in body["answers"].items()}
    for key, score in _scores(body):
        items[key] = dict(score) if isinstance(score, dict) else {"value": score}
    for item, note in body.get("voice", {}).items():
        items.setdefault(item, {})["voice"] = note["sha256"]
    for asked in body.get("corrections", []):
        said = {name: asked[name] for name in MEASURES if name in asked}
        items.setdefault(asked["item"], {}).update(said)
    return items | ({UNABLE: dict(body[UNABLE])} if UNABLE in body else {})


def _changes(before: Body, after: Body) -> Iterator[Change]:
    for field in dict.fromkeys([*after, *before]):
        if before.get(field) != after.get(field):
            yield Change(field, before.get(field), after.get(field))


def _scores(body: Body) -> Iterator[tuple[str, Any]]:
    """Yield the score of each item on each sheet, named as `read_sheets` names it."""
    for name, sheet in _sheets(body):
        for slug, score in sheet["scores"].items():
            yield f"{name}.{slug}", score


def _sheets(body: Body) -> list[tuple[str, Body]]:
    given = body.get("tables", [])
    many = Counter(sheet["table"] for sheet in given)
    return [
        (f"{one['table']}[{one['label']}]" if many[one["table"]] > 1 else one["table"], one)
        for one in given
    ]


def _moved_sheets(before: Body, after: Body) -> dict[str, str]:
    """Return the new name of each sheet that is called otherwise since another one came or went."""
    now = {(sheet["table"], sheet["label"]): name for name, sheet in _sheets(after)}
    return {
        name: now[sheet["table"], sheet["label"]]
        for name, sheet in _sheets(before)
        if now.get((sheet["table"], sheet["label"]), name) != name
    }


def _key(moved: Mapping[str, str], item: str) -> str:
    sheet, _, slug = item.rpartition(".")
    return f"{moved[sheet]}.{slug}" if sheet in moved else item


def _others(before: Body, after: Body) -> Iterator[Change]:
    """Yield what differs beside the items: signatures without what was computed of them."""
    was, now = _signers(before), _signers(after)
    if was != now:
        yield Change("signatures", was, now)
    names = dict.fromkeys([*after, *before])
    for name in (one for one in names if one not in NOT_COMPARED | {"signatures"}):
        if before.get(name) != after.get(name):
            yield Change(name, before.get(name), after.get(name))
    seen, sees = before["premises"]["attrs"], after["premises"]["attrs"]
    if seen != sees:
        yield Change("attrs", seen, sees)


def _signers(body: Body) -> list[tuple[str, str, str]]:
    return [
        (one["role"], one.get("user") or one.get("name") or "", one["sha256"])
        for one in body["signatures"]
    ]
