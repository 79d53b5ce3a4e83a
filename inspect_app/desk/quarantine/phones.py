"""Pages of inspectors' phones: unsent records, late ones, drain codes, possible losses."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from inspect_app.access import colleague_for, colleagues
from inspect_app.desk.blueprint import desk
from inspect_app.desk.forms import asked_text
from inspect_app.desk.paging import paging_of
from inspect_app.desk.refused import filled
from inspect_app.errors import problem
from inspect_app.guards import only
from inspect_app.models.people import User
from inspect_app.queries import phones as reading
from inspect_app.queries.inspections import names_of
from inspect_app.services.people import draining, losses
from inspect_app.services.people.actors import MAY_DECIDE
from inspect_app.services.people.clients import revoke_client
from inspect_app.web.asking_again import asks_again
from inspect_app.web.language import t
from inspect_app.web.limits import LISTS, per_minute
from inspect_app.web.same_origin import require_same_origin


@desk.get("/phones")
@per_minute(LISTS)
def phones() -> str:
    """Show possible losses first, then every phone, late ones on top."""
    return _page()


def _page(**_: object) -> str:
    now, within = datetime.now(UTC), colleagues(current_user)
    open_count, done_count = reading.count_losses(within)
    all_of = paging_of(reading.count_phones(within))
    lost, done = paging_of(open_count, "losses"), paging_of(done_count, "answered")
    answered = reading.list_answered(within, limit=done.size, offset=done.offset)
    return render_template(
        "desk/quarantine/phones.html",
        rows=reading.list_phones(within, now, limit=all_of.size, offset=all_of.offset),
        now=now,
        losses=reading.list_losses(within, limit=lost.size, offset=lost.offset),
        paging=all_of,
        paging_losses=lost,
        paging_answered=done,
        answered=answered,
        names=names_of({one.resolved_by or "" for one in answered}),
        may=current_user.role in MAY_DECIDE,
    )


@desk.get("/phones/<user_id>")
def persons_phones(user_id: str) -> str:
    """Show one inspector's phones."""
    return _persons_page(colleague_for(current_user, user_id))


def _one_page(user_id: str, **_: object) -> str:
    return _persons_page(colleague_for(current_user, user_id))


@desk.post("/phones/<user_id>/drain-code")
@only(*MAY_DECIDE)
@asks_again
@filled(_one_page, "desk.persons_phones")
def issue_drain_code(user_id: str) -> str:
    """Issue a drain code and show it, on this answer alone."""
    require_same_origin()
    person = colleague_for(current_user, user_id)
    code = draining.issue_code(current_user.id, person.id, at=datetime.now(UTC))
    return _persons_page(colleague_for(current_user, user_id), code)


@desk.post("/phones/<user_id>/<client_id>/revoke")
@only(*MAY_DECIDE)
@filled(_one_page, "desk.persons_phones")
def revoke_phone(user_id: str, client_id: str) -> ResponseReturnValue:
    """Revoke a phone's client, so that it can no longer push."""
    require_same_origin()
    person = colleague_for(current_user, user_id)
    if not reading.has_phone(person.id, client_id):
        raise problem("not_found")
    revoke_client(current_user.id, client_id, asked_text("reason"), at=datetime.now(UTC))
    flash(t("desk.phones.revoked_now"))
    return redirect(url_for("desk.persons_phones", user_id=user_id))


@desk.post("/losses/<loss_id>/resolve")
@only(*MAY_DECIDE)
@filled(_page, "desk.phones")
def resolve_loss(loss_id: str) -> ResponseReturnValue:
    """Resolve a possible loss with a note."""
    require_same_origin()
    if reading.find_loss(loss_id, colleagues(current_user)) is None:
        raise problem("not_found")
    losses.resolve_loss(current_user.id, loss_id, asked_text("note"), at=datetime.now(UTC))
    flash(t("desk.losses.resolved"))
    return redirect(url_for("desk.phones"))


def _persons_page(person: User, code: str | None = None) -> str:
    theirs, now = User.id == person.id, datetime.now(UTC)
    paging = paging_of(reading.count_phones(theirs))
    return render_template(
        "desk/quarantine/persons_phones.html",
        person=person,
        rows=reading.list_phones(theirs, now, limit=paging.size, offset=paging.offset),
        paging=paging,
        now=now,
        code=code,
        may=current_user.role in MAY_DECIDE,
    )
