"""Old tombstones leave the feed, and no phone loses its way by it."""

from datetime import UTC, datetime, timedelta

from inspect_app.extensions import db
from inspect_app.models.sync import SyncRow, SyncScope
from inspect_app.services.feed.tombstones import drop_tombstones
from inspect_app.services.writing.transaction import writing

NOW = datetime(2026, 11, 24, 4, tzinfo=UTC)


def publish(scope: str, collection: str, id: str, days_ago: int, **data: object) -> None:
    with writing(NOW - timedelta(days=days_ago)) as w:
        w.queue_row(scope, collection, id, 1, dict(data))


def withdraw(scope: str, id: str, days_ago: int) -> None:
    with writing(NOW - timedelta(days=days_ago)) as w:
        w.queue_tombstone(scope, "premises", id)


def test_old_tombstones_go_and_a_phone_that_missed_them_starts_anew(phone):
    mine = f"user:{phone.user.id}"
    for name in ("a", "b", "c"):
        publish(mine, "premises", name, 500)
    withdraw(mine, "b", 450)
    withdraw(mine, "c", 10)
    drop_tombstones(NOW)
    scope = db.session.get_one(SyncScope, mine)
    assert scope.floor == 4
    assert db.session.get(SyncRow, (mine, "premises", "b")) is None
    missed = phone.pull({mine: 2})[mine]
    assert (missed["state"], [row["id"] for row in missed["rows"]]) == ("reset", ["a"])
    assert phone.pull({mine: 4})[mine]["state"] == "new"


def test_paging_from_the_beginning_is_never_reset_again(phone):
    mine = f"user:{phone.user.id}"
    for number in range(6):
        publish(mine, "premises", f"row-{number}", 500)
    publish(mine, "premises", "gone", 500)
    withdraw(mine, "gone", 450)
    drop_tombstones(NOW)
    cursor, seen = 0, []
    for _ in range(12):
        page = phone.pull({mine: cursor, "catalogue": 10_000}, limit=500)[mine]
        assert page["state"] in ("new", "same")
        seen += [row["id"] for row in page["rows"]]
        cursor = page["upto"]
        if not page["more"]:
            break
    assert sorted(seen) == [f"row-{number}" for number in range(6)]
