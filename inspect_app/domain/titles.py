"""Tells the states of a title, and when two titles of one premises are the same."""

import unicodedata
from dataclasses import dataclass
from datetime import date

WAITING, ASKED, HOLDS, OVER, GONE = "waiting", "asked", "holds", "over", "gone"
STATES = (WAITING, ASKED, HOLDS, OVER, GONE)  # the first two wait for a second person


@dataclass(frozen=True)
class Term:
    """A title by its name with the days on which it is in force; without an end it goes on."""

    title: str
    named_on: date
    valid_to: date | None

    def is_again(self, other: "Term") -> bool:
        """Whether the other is the same title for days that this one has too."""
        return self._name() == other._name() and self._begins_in(other) and other._begins_in(self)

    def _begins_in(self, other: "Term") -> bool:
        return other.valid_to is None or self.named_on <= other.valid_to

    def _name(self) -> str:
        return "".join(unicodedata.normalize("NFKC", self.title).casefold().split())
