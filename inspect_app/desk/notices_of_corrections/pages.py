"""The list behind the bell, marking as read, and the digest of the day on one page."""

from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import urlencode

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from inspect_app.access import in_scope, notice_for
from inspect_app.desk.blueprint import desk
from inspect_app.desk.corrections.words import item_words
from inspect_app.desk.paging import PAGE, asked_page, page_within
from inspect_app.domain.calendar.visits import shanghai_day
from inspect_app.domain.vocabulary import who_may
from inspect_app.guards import only
from inspect_app.queries import notices as reading
from inspect_app.queries.corrections.clauses import plain_item
from inspect_app.queries.corrections.items import items_by_version
from inspect_app.services.notices.reading import mark_read
from inspect_app.web.language import t
from inspect_app.web.limits import LISTS, per_minute
from inspect_app.web.same_origin import require_same_origin


@desk.get("/notices")
@per_minute(LISTS)
def notices() -> str:
    """Show a page of the reader's notices: what is to be done, or what is over."""
    is_open = request.args.get("view") != "over"
    scope = (current_user.id, in_scope(current_user))
    total = reading.count_notices(*scope, is_open=is_open)
    page = page_within(total)
    rows = reading.list_notices(*scope, is_open=is_open, limit=PAGE, offset=(page - 1) * PAGE)
    return render_template(
        "desk/notices/notices.html",
        rows=rows,
        asks=_asks(rows),
        total=total,
        is_open=is_open,
        page=page,
        per_page=PAGE,
    )


@desk.post("/notices/read")
@only(*who_may("enter_desk"))
@per_minute(LISTS)
def read_notices() -> ResponseReturnValue:
    """Mark one page of notices as read by the reader."""
    require_same_origin()
    page = asked_page()
    shown = reading.list_notices(
        current_user.id,
        in_scope(current_user),
        is_open=True,
        limit=PAGE,
        offset=(page - 1) * PAGE,
    )
    return _marked(*(one.notice.id for one in shown if not one.is_read))


@desk.post("/notices/<notice_id>/read")
@only(*who_may("enter_desk"))
@per_minute(LISTS)
def read_notice(notice_id: str) -> ResponseReturnValue:
    """Mark one notice as read by the reader."""
    require_same_origin()
    return _marked(notice_for(current_user, notice_id).id)


@desk.get("/notices/digest")
@per_minute(LISTS)
def digest() -> str:
    """Show what corrections of the reader's scope ask for today, area by area."""
    today = shanghai_day(datetime.now(UTC))
    counted = reading.count_by_area(today, in_scope(current_user))
    return render_template("desk/notices/digest.html", counted=counted, today=today)


def _asks(rows: Sequence[reading.ShownNotice]) -> dict[str, str]:
    """Return what the item of each notice asks, by the notice's id."""
    items = items_by_version(one.version for one in rows)
    asks = {}
    for one in rows:
        code = one.notice.correction.item
        item = items.get(one.version, {}).get(plain_item(code))
        asks[one.notice.id] = item_words(item, code)
    return asks


def _marked(*ids: str) -> ResponseReturnValue:
    mark_read(current_user.id, ids, datetime.now(UTC))
    flash(t("notices.read.done"))
    page = urlencode({"page": asked_page()})
    return redirect(f"{url_for('desk.notices')}?{page}")
