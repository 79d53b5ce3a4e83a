"""Pages of users and their scope: the list, and one person with what an administrator may do."""

from datetime import UTC, datetime

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from inspect_app.access import WHOLE_DISTRICT, person_for
from inspect_app.desk.blueprint import desk
from inspect_app.desk.paging import paging_of
from inspect_app.desk.refused import filled
from inspect_app.documents.labels.codes import draw_code
from inspect_app.domain.vocabulary import who_may
from inspect_app.errors import problem
from inspect_app.guards import only
from inspect_app.models.people import User
from inspect_app.queries.factors import read_factors
from inspect_app.queries.people import count_users, list_users
from inspect_app.services.people import accounts
from inspect_app.services.people.factors.enrolment import issue_enrolment_code
from inspect_app.services.people.invitations import invite
from inspect_app.web.asking_again import asks_again
from inspect_app.web.language import t
from inspect_app.web.limits import LISTS, per_minute

MAY_MANAGE = who_may("manage_people")


@desk.get("/people")
@only(*WHOLE_DISTRICT)
@per_minute(LISTS)
def people() -> str:
    """Show a page of users by name, disabled ones included."""
    paging = paging_of(count_users())
    rows = list_users(limit=paging.size, offset=paging.offset)
    return render_template("desk/people.html", people=rows, paging=paging)


@desk.get("/people/<user_id>")
@only(*WHOLE_DISTRICT)
def one_person(user_id: str) -> str:
    """Show one user, and what an administrator may do for him."""
    return _page_of(user_id)


def _page_of(user_id: str) -> str:
    return _page(person_for(current_user, user_id))


@desk.post("/people/<user_id>/link")
@only(*MAY_MANAGE)
@asks_again
@filled(_page_of, "desk.one_person")
def issue_link(user_id: str) -> str:
    """Issue a link to set a password and show it, on this answer alone."""
    name = person_for(current_user, user_id).name
    token = invite(name, at=datetime.now(UTC), actor=current_user.id)
    origin = current_app.config["SETTINGS"].origin or request.host_url.rstrip("/")
    link = origin + url_for("auth.invitation", token=token)
    return _page(person_for(current_user, user_id), link=link)


@desk.post("/people/<user_id>/factor")
@only(*MAY_MANAGE)
@asks_again
@filled(_page_of, "desk.one_person")
def reset_second_factor(user_id: str) -> str:
    """Remove a person's second factor and show an enrolment code, on this answer alone."""
    name = person_for(current_user, user_id).name
    code = issue_enrolment_code(current_user.id, name, at=datetime.now(UTC))
    return _page(person_for(current_user, user_id), code=code)


@desk.post("/people/<user_id>/disable")
@only(*MAY_MANAGE)
@asks_again
@filled(_page_of, "desk.one_person")
def disable_person(user_id: str) -> ResponseReturnValue:
    """Disable another person's account and end all its sessions."""
    if user_id == current_user.id:
        raise problem("second_person")
    person = person_for(current_user, user_id)
    accounts.disable_user(person.name, at=datetime.now(UTC), actor=current_user.id)
    flash(t("desk.person.disabled"))
    return redirect(url_for("desk.one_person", user_id=user_id))


@desk.post("/people/<user_id>/enable")
@only(*MAY_MANAGE)
@asks_again
@filled(_page_of, "desk.one_person")
def enable_person(user_id: str) -> ResponseReturnValue:
    """Enable a disabled account; its person signs in again."""
    person = person_for(current_user, user_id)
    accounts.enable_user(person.name, at=datetime.now(UTC), actor=current_user.id)
    flash(t("desk.person.enabled"))
    return redirect(url_for("desk.one_person", user_id=user_id))


def _page(person: User, link: str | None = None, code: str | None = None) -> str:
    return render_template(
        "desk/one_person.html",
        person=person,
        has=read_factors(person.id),
        link=link,
        picture=draw_code(link) if link else None,
        code=code,
        may=current_user.role in MAY_MANAGE
        and person.id != current_user.id
        and person.erased_at is None,
    )
