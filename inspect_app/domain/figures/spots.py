"""Values of a foreign file with their paths, so that a refusal can name the path."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from inspect_app.domain.calendar.days import is_day
from inspect_app.domain.calendar.visits import SHANGHAI
from inspect_app.domain.refusals import Refused, shown

# Near the ends of the calendar a time zone's offset would overflow.
FIRST_YEAR, LAST_YEAR = 1900, 2200


@dataclass(frozen=True)
class Spot:
    """One value and its path, such as `inspections[3].on`."""

    value: object
    where: str

    def refuse(self, expected: str) -> Refused:
        return Refused(
            "history", self.where, f"{self.where}: {shown(self.value)} is no {expected}."
        )

    def find(self, name: str) -> "Spot | None":
        """Return the value of a key; None if it is absent or null."""
        if not isinstance(self.value, dict):
            raise self.refuse("object")
        found = self.value.get(name)
        where = f"{self.where}.{name}" if self.where else name
        return None if found is None else Spot(found, where)

    def get(self, name: str) -> "Spot":
        found = self.find(name)
        if found is None:
            place = self.where or "the file"
            raise Refused("history", place, f"{place} has no {name}.")
        return found

    def rows(self) -> list["Spot"]:
        if not isinstance(self.value, list):
            raise self.refuse("list")
        return [Spot(row, f"{self.where}[{at}]") for at, row in enumerate(self.value)]

    def entries(self) -> dict[str, "Spot"]:
        if not isinstance(self.value, dict):
            raise self.refuse("object")
        return {name: Spot(value, f"{self.where}.{name}") for name, value in self.value.items()}

    def text(self) -> str:
        if not isinstance(self.value, str) or not self.value:
            raise self.refuse("text")
        return self.value

    def line(self) -> str:
        """Return a text that may be empty; raise Refused for anything else."""
        return "" if self.value == "" else self.text()

    def one_of(self, names: Collection[str], expected: str) -> str:
        if self.text() not in names:
            raise self.refuse(expected)
        return self.text()

    def flag(self) -> bool:
        if not isinstance(self.value, bool):
            raise self.refuse("true or false")
        return self.value

    def whole(self, least: int) -> int:
        if not isinstance(self.value, int) or isinstance(self.value, bool) or self.value < least:
            raise self.refuse(f"whole number from {least} on")
        return self.value

    def day(self) -> date:
        if not is_day(self.value):
            raise self.refuse("day, YYYY-MM-DD")
        return date.fromisoformat(self.text())

    def instant(self) -> datetime:
        """Return a time; a day alone means its beginning in Shanghai. Raises Refused."""
        try:
            found = datetime.fromisoformat(self.text())
        except ValueError:
            raise self.refuse("time") from None
        if is_day(self.value):
            found = found.replace(tzinfo=SHANGHAI)
        if found.tzinfo is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
            raise self.refuse("time with its offset")
        return found
