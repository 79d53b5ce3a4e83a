"""A later submission as a reviewer reads it: what was returned, what changed, what stayed."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from inspect_app.desk.review.diff import FieldRow, OtherChange, changed_photos, field_rows
from inspect_app.desk.review.item_view import Line, Shot
from inspect_app.domain.review.differences import Differences, ItemChanges
from inspect_app.web.language import t

NOTHING = ItemChanges((), ())


@dataclass(frozen=True)
class ItemChange:
    """What became of one item: its table of fields, its photos, and all of it in a few words."""

    rows: tuple[FieldRow, ...]
    changes: ItemChanges
    words: str
    was: Line | None

    @property
    def is_changed(self) -> bool:
        """Whether anything of the item differs."""
        return self.changes.is_changed

    @property
    def value(self) -> FieldRow | None:
        """Return the row of the answer itself if that differs."""
        return next((one for one in self.rows if one.is_answer and one.is_changed), None)


@dataclass(frozen=True)
class Submitted:
    """One submission: its number, when it was sealed and when it arrived."""

    rev: int
    sealed_at: datetime
    received_at: datetime


@dataclass(frozen=True)
class Decided:
    """The decision on the earlier submission: who returned it and when, or that it was approved."""

    action: str
    who: str
    at: datetime


@dataclass(frozen=True)
class Second:
    """A submission compared with the one that was decided on before.

    `gone` are returned items that are not asked any more, by their words with their remarks.
    """

    before: Submitted
    after: Submitted
    decided: Decided
    returned: tuple[Line, ...]
    changed: tuple[Line, ...]
    rest: tuple[Line, ...]
    others: tuple[OtherChange, ...]
    gone: tuple[tuple[str, str], ...]
    items: Mapping[str, ItemChange]
    old_shots: tuple[Shot, ...]

    @property
    def first(self) -> str:
        """Return the item that is open at first: a returned one, else one that changed."""
        return next((line.id for line in (*self.returned, *self.changed, *self.rest)), "")

    @property
    def to_see(self) -> tuple[Line, ...]:
        """Return the items that a reviewer looks at one by one."""
        return (*self.returned, *self.changed)

    @property
    def remarked(self) -> set[str]:
        """Return the ids of the returned items."""
        return {line.id for line in self.returned}

    @property
    def unasked(self) -> int:
        """Return how many changes nobody had asked for."""
        return len(self.changed) + len(self.others)

    def of(self, item: str) -> ItemChange | None:
        """Return what became of an item, None for one that nobody returned and nothing changed."""
        return self.items.get(item)

    def state_of(self, shot: Shot) -> str:
        """Return same, new or replaced for a photo of the later submission."""
        changes = self._changes(shot.item)
        return next((one.state for one in changes.photos if one.after == shot.sha256), "same")

    def before_of(self, shot: Shot) -> Shot | None:
        """Return the earlier photo to lay next to this one: that it replaced, else the first."""
        changes = self._changes(shot.item)
        was = next((one.before for one in changes.photos if one.after == shot.sha256), None)
        if was is None or was == shot.sha256:
            return next((one for one in self.old_of(shot.item) if one.sha256 != shot.sha256), None)
        return next((one for one in self.old_shots if one.sha256 == was), None)

    def old_of(self, item: str) -> list[Shot]:
        """Return the earlier photos of an item; a sheet may have been called otherwise then."""
        change = self.items.get(item)
        was = change.was.id if change and change.was else item
        return [one for one in self.old_shots if one.item == was]

    def gone_from(self, item: str) -> list[Shot]:
        """Return the earlier photos of an item that are there no more."""
        if item not in self.items:  # nothing changed: all of them stayed
            return []
        kept = {one.after for one in self._changes(item).photos}
        return [one for one in self.old_of(item) if one.sha256 not in kept]

    def first_of(self, shots: Sequence[Shot]) -> Shot:
        """Return the photo of an item to begin with: the first that is new, else its first."""
        return next((one for one in shots if self.state_of(one) != "same"), shots[0])

    def _changes(self, item: str) -> ItemChanges:
        change = self.items.get(item)
        return change.changes if change else NOTHING


def view_second(
    now: Sequence[Line],
    was: Mapping[str, Line],
    found: Differences,
    remarks: Mapping[str, str],
    others: Collection[OtherChange],
) -> dict[str, object]:
    """Return the lists of items of a `Second`; `was` has the earlier rows by their present ids."""
    returned = [line for line in now if line.id in remarks]
    changed = [line for line in now if line.id in found.items and line.id not in remarks]
    looked_at = {line.id for line in (*returned, *changed)}
    return {
        "returned": tuple(returned),
        "changed": tuple(changed),
        "rest": tuple(line for line in now if line.id not in looked_at),
        "others": (*_not_asked_now(now, was, found, remarks), *others),
        "gone": tuple(_gone(now, was, remarks)),
        "items": {
            line.id: item_change(was.get(line.id), line, found.items.get(line.id, NOTHING))
            for line in (*returned, *changed)
        },
    }


def item_change(was: Line | None, now: Line, changes: ItemChanges) -> ItemChange:
    """Put one item's changes into rows and words."""
    rows = tuple(field_rows(was, now, changes))
    named = [t("reading.changed", name=row.name) for row in rows if row.is_changed]
    words = t("desk.comma").join([*changed_photos(changes), *named])
    if not words:
        words = t("reading.unchanged" if not changes.is_changed else "reading.changed.form")
    return ItemChange(rows, changes, words, was)


def _not_asked_now(
    now: Sequence[Line], was: Mapping[str, Line], found: Differences, remarks: Mapping[str, str]
) -> Iterator[OtherChange]:
    shown = {line.id for line in now}
    for id in found.items:
        if id in was and id not in shown and id not in remarks:
            yield OtherChange(was[id].ask, was[id].value, t("reading.not_asked"))


def _gone(
    now: Sequence[Line], was: Mapping[str, Line], remarks: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    shown = {line.id for line in now}
    for id, remark in remarks.items():
        if id not in shown:
            yield (was[id].ask if id in was else id), remark
