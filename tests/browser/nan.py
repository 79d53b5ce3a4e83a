"""Nan inspects the street of Mei with a phone of her own, of which no other test hears."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Playwright, expect

from inspect_app.domain.calendar.visits import shanghai_day
from inspect_app.domain.corrections.correction import Move
from inspect_app.extensions import db
from inspect_app.models.corrections import CorrectionRow
from inspect_app.queries.people import find_user
from inspect_app.services.corrections.moves import Made, lock_correction, make_move
from inspect_app.services.writing.transaction import writing
from tests.browser.filling import with_reasons, write
from tests.browser.inspector import Inspector
from tests.browser.plan import Plan
from tests.browser.register import Place, ask
from tests.browser.server import Account, Site
from tests.browser.test_papers_of_kinds import begin
from tests.browser.trade import Trade, add_inspector, books, new_shop

COLD, EXPIRED = "shop.cold-temp", "shop.expired"


class Nan(Inspector):
    """One who starts anew in each test: her name is not the one before."""

    name: str


@contextmanager
def phone_of(playwright: Playwright, site: Site, into: Path, *flags: str) -> Iterator[Nan]:
    """Her phone, signed in; nothing was ever told to her."""
    with books(site):
        [(count,)] = ask(site, "select count(*) from user where name like 'nan%'")
        account: Account = add_inspector(f"nan{count}")
    nan = Nan(playwright, site, into / account.user, *flags)
    nan.sign_in(account)
    nan.name = account.user
    yield nan
    nan.context.close()


def seal_a_shop(nan: Inspector, site: Site, trade: Trade) -> Place:
    """A shop where two items failed, one with a photo; ends where the paper is offered."""
    place = new_shop(site)
    plan = Plan(site, place, "food-shop", (COLD, EXPIRED))
    begin(nan, place)
    answers = with_reasons(plan)
    del answers[COLD]["no_photo"]
    draft = nan.draft
    write(nan, plan.score, plan.kind, answers=answers)
    nan.go(f"/inspect/{draft}/{COLD}")
    nan.take_small_photo()
    nan.go(f"/seal/{draft}")
    expect(nan.find("seal-result")).to_have_text(nan.says_result(plan.score, plan.kind))
    nan.sign_off(trade.second)
    nan.seal()
    return place


def send(place: Place, item: str, to: str) -> None:
    """A supervisor sends somebody to look again, inside `books`."""
    chen, inspector, at = find_user("chen"), find_user(to), datetime.now(UTC)
    assert chen and inspector
    with writing(at) as w:
        found = db.session.query(CorrectionRow).filter_by(premises_id=place.id, item=item).one()
        row = lock_correction(w, found.id)
        assert row
        row.assigned_to = inspector.id
        make_move(w, row, Made(Move("send", "supervisor", shanghai_day(at)), chen.id))
