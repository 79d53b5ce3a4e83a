"""Scopes too large for a phone come in parts: a market's stalls when somebody opens the market."""

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.people import Membership
from inspect_app.models.sync import SyncRow, SyncScope
from inspect_app.services.feed import reader
from inspect_app.services.feed.tombstones import drop_tombstones
from inspect_app.services.people.accounts import change_scope
from inspect_app.services.writing.transaction import writing
from tests.makers import CAOYANG, TAOPU, make_premises, make_user
from tests.phone.feed.parting import PartPhone
from tests.phone.phones import ready_phone

NOW = datetime(2022, 9, 14, 4, tzinfo=UTC)
MARKETS, STALLS = f"area:{CAOYANG}:market", f"area:{CAOYANG}:stall"


@pytest.fixture
def few(monkeypatch):
    """Three rows are already too many."""
    monkeypatch.setattr(reader, "MOST_ROWS", 3)


@pytest.fixture
def gu(app):
    """Gu inspects the markets of Caoyang and their stalls."""
    return make_user("gu", role="inspector", kinds=["market", "stall"])


@pytest.fixture
def market(app):
    return make_premises(kind="market")


def put_stall(part, id=None, scope=STALLS, text="stall", at=NOW):
    id = id or uuid7()
    with writing(at) as w:
        w.queue_row(scope, "premises", id, 1, {"name": text, "parent": part}, part)
    return id


def take_stall(id, scope=STALLS):
    with writing(NOW) as w:
        w.queue_tombstone(scope, "premises", id)


def states(phone, **cursors):
    return {scope: page["state"] for scope, page in phone.pull(cursors).items()}


def test_parts_of_another_street_or_of_another_kind_are_revoked(app, few, gu, market):
    phone, elsewhere = ready_phone(app, gu), make_premises(kind="market", area=TAOPU)
    school = make_premises()
    asked = [
        f"area:{TAOPU}:stall:{elsewhere.id}",
        f"{STALLS}:{elsewhere.id}",
        f"{STALLS}:{school.id}",
        f"{STALLS}:{uuid7()}",
        f"{STALLS}:",
        f"{MARKETS}:{market.id}",
        f"user:{gu.id}:-",
    ]
    pages = phone.pull(dict.fromkeys(asked, 1))
    assert pages[STALLS]["state"] == "parted"
    assert {pages[name]["state"] for name in asked} == {"revoked"}


def test_whoever_reads_little_gets_everything_whole(app, gu, market):
    stall = put_stall(market.id)
    page = ready_phone(app, gu).pull()[STALLS]
    assert (page["state"], [row["id"] for row in page["rows"]]) == ("new", [stall])


def test_whoever_may_not_open_the_market_gets_its_stalls_whole(app, few, market):
    put_stall(market.id)
    phone = ready_phone(app, make_user("qi", role="inspector", kinds=["stall"]))
    assert phone.pull()[STALLS]["state"] == "new"


def test_five_thousand_rows_are_whole_and_one_more_is_not(app, gu, market):
    count = reader.MOST_ROWS - living(gu)
    with writing(NOW) as w:
        for number in range(count):
            w.queue_row(STALLS, "premises", f"stall-{number}", 1, {}, market.id)
    assert ready_phone(app, gu).pull()[STALLS]["state"] == "new"
    put_stall(market.id)
    assert ready_phone(app, gu).pull()[STALLS]["state"] == "parted"
    take_stall("stall-0")
    assert ready_phone(app, gu).pull()[STALLS]["state"] == "new"


def test_a_phone_that_has_them_whole_keeps_them_whole(app, few, gu, market):
    put_stall(market.id)
    phone, head = ready_phone(app, gu), db.session.get_one(SyncScope, STALLS).head
    later = put_stall(market.id)
    page = phone.pull({STALLS: head})[STALLS]
    assert (page["state"], [row["id"] for row in page["rows"]]) == ("new", [later])


def test_an_opened_market_brings_its_stalls_and_those_without_a_market_come_unasked(
    app, few, gu, market
):
    other = make_premises(kind="market")
    mine, alone = put_stall(market.id), put_stall("-")
    put_stall(other.id)
    phone = PartPhone(gu.id, wanted={market.id})
    phone.pull_all()
    assert stalls_on(phone) == {mine, alone}


def test_a_stall_that_changes_its_market_is_gone_from_the_old_one(app, few, gu, market):
    other = make_premises(kind="market")
    stall = put_stall(market.id)
    phone = PartPhone(gu.id, wanted={market.id})
    phone.pull_all()
    put_stall(other.id, stall)
    phone.pull_all()
    assert stalls_on(phone) == set()
    put_stall(market.id, stall, text="back")
    phone.pull_all()
    assert stalls_on(phone) == {stall}
    assert phone.rows[stall][1]["name"] == "back"


def test_a_stall_withdrawn_and_come_back_elsewhere_is_gone_from_the_old_market(
    app, few, gu, market
):
    other = make_premises(kind="market")
    stall = put_stall(market.id)
    phone = PartPhone(gu.id, wanted={market.id})
    phone.pull_all()
    take_stall(stall)
    put_stall(other.id, stall)
    phone.pull_all()
    assert stalls_on(phone) == set()


def test_a_right_taken_away_takes_the_parts_along(app, few, gu, market):
    put_stall(market.id)
    phone = PartPhone(gu.id, wanted={market.id})
    phone.pull_all()
    change_scope("gu", area=CAOYANG, kind="stall", add=False, at=NOW)
    phone.pull_all()
    assert stalls_on(phone) == set()
    assert STALLS not in phone.cursors


def test_an_old_leaving_is_swept_and_a_phone_that_missed_it_begins_again(app, few, gu, market):
    other = make_premises(kind="market")
    stall, stays = put_stall(market.id), put_stall(market.id)
    phone = PartPhone(gu.id, wanted={market.id})
    phone.pull_all()
    put_stall(other.id, stall)
    drop_tombstones(NOW + timedelta(days=401))
    phone.pull_all()
    assert stalls_on(phone) == {stays}


def test_premises_that_are_published_lie_under_their_parents(app, market):
    site = make_premises(kind="construction_site")
    for kind, parent in (("stall", market.id), ("elevator", None), ("unit_work", site.id)):
        make_premises(kind=kind, parent=parent)
    lie = {row.scope.rpartition(":")[2]: row.part for row in db.session.query(SyncRow)}
    assert (lie["stall"], lie["elevator"], lie["unit_work"]) == (market.id, "-", None)


@dataclass
class World:
    """Four markets in two streets, and everything that may happen to their stalls."""

    chance: random.Random
    markets: list[str] = field(default_factory=list)
    area: dict[str, str] = field(default_factory=dict)
    lie: dict[str, tuple[str, str]] = field(default_factory=dict)  # stall → scope, part

    def step(self, phone: PartPhone) -> None:
        acts = (self.open, self.fill, self.move, self.move, self.close, self.age)
        self.chance.choices(acts, (2, 4, 4, 4, 1, 0.3))[0](phone)

    def open(self, phone: PartPhone) -> None:
        phone.wanted.add(self.chance.choice(self.markets))

    def fill(self, phone: PartPhone) -> None:
        self._put(uuid7())

    def move(self, phone: PartPhone) -> None:
        if self.lie:
            self._put(self.chance.choice([*self.lie]))

    def close(self, phone: PartPhone) -> None:
        if self.lie:
            id = self.chance.choice([*self.lie])
            take_stall(id, self.lie.pop(id)[0])

    def age(self, phone: PartPhone) -> None:
        drop_tombstones(NOW + timedelta(days=401))

    def _put(self, id: str) -> None:
        part = self.chance.choice([*self.markets, "-"])
        scope = f"area:{self.area.get(part, CAOYANG)}:stall"
        if id in self.lie and self.lie[id][0] != scope:
            take_stall(id, self.lie[id][0])
        put_stall(part, id, scope)
        self.lie[id] = (scope, part)


@pytest.mark.parametrize("seed", range(12))
def test_a_phone_ends_with_exactly_the_rows_it_may_read(app, few, seed):
    chance = random.Random(seed)
    world = World(chance)
    for area in (CAOYANG, CAOYANG, TAOPU, TAOPU):
        world.markets.append(make_premises(kind="market", area=area).id)
        world.area[world.markets[-1]] = area
    kinds, areas = ["market", "stall"], [CAOYANG, TAOPU]
    user = make_user("gu", role="inspector", kinds=kinds, areas=areas)
    phone = PartPhone(user.id)
    for _ in range(60):
        world.step(phone)
        if chance.random() < 0.5:
            phone.pull(chance.randint(1, 4))
        if chance.random() < 0.03:
            phone.restored = True
        if chance.random() < 0.05:
            toggle(user.id, chance.choice(areas))
    phone.pull_all()
    granted = set(reader.list_scopes(user.id))
    opened = {*phone.wanted, "-"}
    expected = {
        id
        for id, (scope, part) in world.lie.items()
        if scope in granted and (part in opened or scope not in phone.parted)
    }
    assert stalls_on(phone) == expected
    for id in expected:
        assert phone.rows[id][1]["parent"] == world.lie[id][1]


def toggle(user_id, area):
    held = db.session.get(Membership, (user_id, area, "stall")) is not None
    change_scope("gu", area=area, kind="stall", add=not held, at=NOW)


def stalls_on(phone):
    return {id for id, (scope, _) in phone.rows.items() if ":stall" in scope}


def living(user):
    heads = reader.SqlFeed().heads(reader.list_scopes(user.id))
    return sum(head.living for head in heads.values())
