"""What two engines must agree on after every step, in names instead of ids."""

from typing import Any

from tests.simulation.seen import BoxSeen, PhoneSeen, Seen
from tests.simulation.world import World

DIGEST = 64


def projected(world: World, seen: Seen) -> tuple[Any, ...]:
    """The requests so far, every box, photo and row of the phones, every record of the server."""
    log, world.network.log = world.network.log, []
    # The model's phone fetches no copies of the photos that a recheck is compared with.
    told = tuple(one for one in log if len(one[1]) != DIGEST)
    phones = [(*who, *_phone(world, one)) for who, one in sorted(seen.phones.items())]
    return told, tuple(phones), _server(world, seen)


def _phone(world: World, phone: PhoneSeen) -> tuple[Any, ...]:
    return (
        _box(world, phone.outbox),
        _box(world, phone.sent),
        sorted(
            (world.name(id), *draft[:2], sorted(draft[2])) for id, draft in phone.drafts.items()
        ),
        sorted((sha256[:8], *vars(one).values()) for sha256, one in phone.photos.items()),
        sorted(_row(world, *key) for key in phone.rows),
    )


def _box(world: World, box: dict[Any, BoxSeen]) -> Any:
    return sorted(
        (key[0], world.name(key[1]), key[2], one.state, one.code or "") for key, one in box.items()
    )


def _row(world: World, collection: str, id: str) -> tuple[str, str]:
    if collection in ("inspection", "draft", "correction"):
        return collection, world.name(id)
    if collection == "outcome":
        kind, of, rev, _ = id.split(":")
        return collection, f"{kind} {world.name(of)} {rev}"
    return collection, ""


def _server(world: World, seen: Seen) -> Any:
    records = sorted(
        (collection, world.name(id), one.rev, user_name(world, user))
        + (one.verdict, one.code or "", one.off_lineage, one.receipt)
        for (user, collection, id, _), one in seen.server.records.items()
    )
    revisions = sorted(
        (world.name(id), rev, one.state, one.signed and one.state != "withdrawn")
        for (id, rev), one in seen.server.revisions.items()
    )
    proposals = sorted((world.name(id), *told) for id, told in seen.server.proposals.items())
    corrections = sorted(
        (world.name(id), one.state, [(move.name, move.after) for move in one.moves])
        for id, one in seen.server.corrections.items()
    )
    return records, revisions, proposals, sorted(seen.server.register.items()), corrections


def user_name(world: World, user: str) -> str:
    return str(world.server.name_of(user))
