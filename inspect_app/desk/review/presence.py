"""Facts of who was where: the position with its distance, why it is far, and who stood back."""

from collections.abc import Iterator, Mapping
from typing import Any

from inspect_app.desk.review.facts import Fact
from inspect_app.desk.review.reading import Reading
from inspect_app.domain.rules.presence import is_far
from inspect_app.web.formats import number
from inspect_app.web.language import t


def list_presence(reading: Reading, names: Mapping[str, str]) -> list[Fact]:
    """List what a body says of its position and of recusal, which never decides anything."""
    return [*_position(reading), *_recusal(reading.body.get("recusal"), names)]


def recused_in(body: Mapping[str, Any]) -> set[str]:
    """Return the id of who stood back, if anybody did."""
    user = body.get("recusal", {}).get("user")
    return {user} if user else set()


def _position(reading: Reading) -> Iterator[Fact]:
    here, body = reading.body["position"], reading.body
    if here is None:
        if body.get("no_position"):
            yield Fact(t("desk.position"), t("desk.position.none", reason=body["no_position"]))
        return
    off, accuracy = reading.metres_off, round(here["accuracy_m"])
    place = f"{here['lat']:.4f}, {here['lng']:.4f}"
    how_far = t("desk.position.unknown") if off is None else t("desk.photo.off", metres=number(off))
    words = t("desk.position.at", place=place, accuracy=accuracy, distance=how_far)
    yield Fact(t("desk.position"), words)
    if off is not None and is_far(off, here["accuracy_m"]):
        yield Fact(t("desk.position.far"), body.get("far") or t("desk.position.unsaid"))


def _recusal(given: Mapping[str, Any] | None, names: Mapping[str, str]) -> Iterator[Fact]:
    if given is None:
        return
    if given.get("none"):
        yield Fact(t("desk.recusal"), t("desk.recusal.none"))
    else:
        who = names.get(given["user"], given["user"][:8])
        yield Fact(t("desk.recusal"), t("desk.recusal.of", who=who, reason=given["reason"]))
