"""The steps of a title: entered, confirmed or dropped, revoked; each by the right person."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol
from urllib.parse import urlencode

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from inspect_app.access import in_scope
from inspect_app.desk.blueprint import desk
from inspect_app.desk.forms import asked_day, asked_text
from inspect_app.desk.premises.pages import one_premises
from inspect_app.desk.refused import filled
from inspect_app.desk.titles.pages import kept_address, titles_page
from inspect_app.errors import problem
from inspect_app.guards import only
from inspect_app.queries.designations import find_by_code, find_title
from inspect_app.services.review import designations as naming
from inspect_app.services.review import title_endings as ending
from inspect_app.services.review.designations import MAY_ENTER
from inspect_app.web.asking_again import asks_again
from inspect_app.web.language import t
from inspect_app.web.same_origin import require_same_origin

AT_PREMISES = "premises"  # the page that a form stands on, in its address


@dataclass(frozen=True)
class Found:
    """A title that lies in the user's scope, as plain values."""

    id: str
    name: str
    premises_id: str


def _page_of(designation_id: str) -> str:
    if request.args.get("at") == AT_PREMISES:
        return one_premises(_find(designation_id).premises_id)
    return titles_page()


def _address_of(designation_id: str) -> str:
    if request.args.get("at") == AT_PREMISES:
        return url_for("desk.one_premises", premises_id=_find(designation_id).premises_id)
    return url_for("desk.designations")


@desk.post("/designations")
@only(*MAY_ENTER)
@asks_again
@filled(titles_page, "desk.designations")
def enter_title() -> ResponseReturnValue:
    """Enter a title for the premises whose short code was typed."""
    require_same_origin()
    premises = find_by_code(in_scope(current_user), asked_text("code").replace("\0", ""))
    if premises is None:
        raise problem("title_code", field="code")
    given = naming.Naming(
        title=asked_text("title"),
        level=asked_text("level"),
        document=asked_text("document"),
        named_on=asked_day("named_on"),
        valid_to=asked_day("valid_to") if request.form.get("valid_to") else None,
    )
    name = premises.name
    naming.enter_title(current_user.id, premises.id, given, at=datetime.now(UTC))
    flash(t("desk.titles.entered", name=name))
    return redirect(url_for("desk.designations"))


@desk.post("/designations/<designation_id>/confirm")
@only(*MAY_ENTER)
@asks_again
@filled(_page_of, _address_of)
def confirm_title(designation_id: str) -> ResponseReturnValue:
    """Confirm a title that another person entered; from now on it counts."""
    return _take(designation_id, naming.confirm_title, "desk.titles.confirmed")


@desk.post("/designations/<designation_id>/drop")
@only(*MAY_ENTER)
@asks_again
@filled(_page_of, _address_of)
def drop_title(designation_id: str) -> ResponseReturnValue:
    """Delete a wrong title that nobody has confirmed."""
    return _take(designation_id, naming.drop_title, "desk.titles.dropped")


@desk.post("/designations/<designation_id>/revoke")
@only(*MAY_ENTER)
@asks_again
@filled(_page_of, _address_of)
def revoke_title(designation_id: str) -> ResponseReturnValue:
    """Ask to revoke a title from a day on, with a reason; another person confirms it."""

    def ask(actor_id: str, id: str, *, at: datetime) -> None:
        ending.ask_revocation(actor_id, id, asked_day("revoked_on"), asked_text("reason"), at=at)

    return _take(designation_id, ask, "desk.titles.asked_back")


@desk.post("/designations/<designation_id>/revoke/confirm")
@only(*MAY_ENTER)
@asks_again
@filled(_page_of, _address_of)
def confirm_revocation(designation_id: str) -> ResponseReturnValue:
    """Revoke a title as another person asked; from now on the figures count it until that day."""

    def confirm(actor_id: str, id: str, *, at: datetime) -> None:
        ending.confirm_revocation(actor_id, id, asked_day("seen"), at=at)

    return _take(designation_id, confirm, "desk.titles.revoked")


@desk.post("/designations/<designation_id>/revoke/drop")
@only(*MAY_ENTER)
@asks_again
@filled(_page_of, _address_of)
def drop_revocation(designation_id: str) -> ResponseReturnValue:
    """Drop what was asked and nobody confirmed: the title goes on."""
    return _take(designation_id, ending.drop_revocation, "desk.titles.goes_on")


class Step(Protocol):
    """A use case that moves one title on, on behalf of a person."""

    def __call__(self, actor_id: str, designation_id: str, /, *, at: datetime) -> None: ...


def _take(designation_id: str, step: Step, said: str) -> ResponseReturnValue:
    """Take a step with a title of the user's scope, say so, and lead back to where it was taken."""
    require_same_origin()
    found = _find(designation_id)
    step(current_user.id, found.id, at=datetime.now(UTC))
    flash(t(said, name=found.name))
    return redirect(_address_after(found))


def _find(designation_id: str) -> Found:
    row = find_title(in_scope(current_user), designation_id)
    if row is None:
        raise problem("not_found")
    return Found(row.id, row.title, row.premises_id or "")


def _address_after(found: Found) -> str:
    if request.args.get("at") == AT_PREMISES:
        return url_for("desk.one_premises", premises_id=found.premises_id)
    kept = urlencode(kept_address())
    return url_for("desk.designations") + (f"?{kept}" if kept else "")
