"""Pages of proposals: what inspectors found to be other than registered, accepted or rejected."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from inspect_app.access import in_scope
from inspect_app.desk.blueprint import desk
from inspect_app.desk.forms import asked_text
from inspect_app.desk.paging import paging_of
from inspect_app.desk.premises.attributes import attribute_words
from inspect_app.desk.refused import filled
from inspect_app.desk.review.item_view import own_words
from inspect_app.domain.kinds import CHILDREN
from inspect_app.errors import problem
from inspect_app.extensions import db
from inspect_app.guards import only
from inspect_app.models.proposals import Proposal
from inspect_app.photos.copies import SIZES
from inspect_app.queries import proposals as rows
from inspect_app.queries.inspections import names_of
from inspect_app.services.people.actors import MAY_DECIDE
from inspect_app.services.register import proposals as decisions
from inspect_app.services.register.kinds import attributes_of
from inspect_app.web.language import t
from inspect_app.web.limits import LISTS, per_minute
from inspect_app.web.photo_copies import answer_with
from inspect_app.web.same_origin import require_same_origin
from inspect_app.web.words import kind_name


@dataclass(frozen=True)
class ProposalRow:
    """A proposal in words: each change with what the register says now."""

    row: Proposal
    title: str
    changes: tuple[tuple[str, str, str], ...]


@desk.get("/proposals")
@per_minute(LISTS)
def proposals() -> str:
    """Show a page of open proposals and one of decided ones."""
    return _page()


def _page(**_: object) -> str:
    within = in_scope(current_user)
    first = paging_of(rows.count_open(within))
    second = paging_of(rows.count_decided(within), "decided")
    waiting = rows.list_proposals(within, decided=False, limit=first.size, offset=first.offset)
    decided = rows.list_proposals(within, decided=True, limit=second.size, offset=second.offset)
    return render_template(
        "desk/premises/proposals.html",
        waiting=[proposal_words(one) for one in waiting],
        paging=first,
        paging_decided=second,
        decided=[proposal_words(one) for one in decided],
        names=names_of({one.decided_by or "" for one in decided}),
        may_decide=current_user.role in MAY_DECIDE,
        mark_of=decisions.mark_of,
    )


@desk.post("/proposals/<proposal_id>/accept")
@only(*MAY_DECIDE)
@filled(_page, "desk.proposals")
def accept_proposal(proposal_id: str) -> ResponseReturnValue:
    """Change the register as proposed."""
    found = _theirs(proposal_id)
    name = found.premises.name
    seen = asked_text("seen")
    decisions.accept_proposal(current_user.id, found.id, seen, at=datetime.now(UTC))
    flash(t("desk.proposals.accepted", name=name))
    return redirect(url_for("desk.proposals"))


@desk.post("/proposals/<proposal_id>/reject")
@only(*MAY_DECIDE)
@filled(_page, "desk.proposals")
def reject_proposal(proposal_id: str) -> ResponseReturnValue:
    """Leave the register as it is; the author reads the reason."""
    found = _theirs(proposal_id)
    name, reason = found.premises.name, asked_text("reason")
    decisions.reject_proposal(current_user.id, found.id, reason, at=datetime.now(UTC))
    flash(t("desk.proposals.rejected", name=name))
    return redirect(url_for("desk.proposals"))


@desk.get("/proposals/<proposal_id>/photos/<sha256>")
def proposal_photo(proposal_id: str, sha256: str) -> Response:
    """Send the display copy of a photo that the proposal names and its author uploaded."""
    found = rows.find_proposal(in_scope(current_user), proposal_id)
    size = request.args.get("size", "large")
    if found is None or size not in SIZES or not rows.is_photo_of(found, sha256):
        raise problem("not_found")
    return answer_with(sha256, size)


def _theirs(proposal_id: str) -> Proposal:
    require_same_origin()
    found = rows.find_proposal(in_scope(current_user), proposal_id)
    if found is None:
        raise problem("not_found")
    return found


def proposal_words(row: Proposal) -> ProposalRow:
    """Return what is proposed in words, each change with what the register says now."""
    place = row.premises
    if row.about == "new":
        kind = kind_name(CHILDREN[place.kind])
        return ProposalRow(row, t("desk.proposals.new", kind=kind), ((kind, "", row.name),))
    title = t(f"desk.proposals.{row.about}")
    if row.about == "name":
        before = row.before.get("name", place.name)
        return ProposalRow(row, title, ((t("desk.proposals.its_name"), before, row.name),))
    schemas = attributes_of(db.session(), place.kind)["properties"] if row.attrs else {}
    known = {**place.attrs, **row.before}
    return ProposalRow(
        row, title, tuple(_attribute(schemas, known, *one) for one in row.attrs.items())
    )


def _attribute(
    schemas: Mapping[str, Any], known: Mapping[str, Any], name: str, value: Any
) -> tuple[str, str, str]:
    schema = schemas.get(name, {})
    before = known.get(name)
    return (
        own_words(schema) if "zh" in schema else name,
        "" if before is None else attribute_words(schema, before),
        attribute_words(schema, value),
    )
