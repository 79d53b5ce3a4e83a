"""I1 to I18 as questions to what can be seen; each answers with what is wrong.

I1 no loss: `loss`. I2 effect once, I3 evidence, I6 honest answers, I9 authors, I10 audit, I11
books: `server`. I4 order, I7 no overwriting: `lines`. I5 cursors, I6 receipts, I9 partitions:
`phones`. I7, I12 nothing goes back: `ages`. I13 closed, I14 signed, I15 the register: `visits`.
I16 led by moves, I17 no move lost, I18 told as it is: `corrections`. All of these are asked after
each step; I5 and I8 at the end: `ends`. I9 of answers is heard by `watch.py`, and the real world
follows the hashes of the audit as well (I10).
"""

from collections.abc import Iterator

from tests.simulation.invariants import ages, corrections, lineages, loss, phones, server, visits
from tests.simulation.promises import Confirmed
from tests.simulation.seen import Seen
from tests.simulation.watch import Watch


def after_a_step(before: Seen, seen: Seen, confirmed: Confirmed, watch: Watch) -> Iterator[str]:
    """All but those of the end. What did not change since it was asked is not asked again."""
    yield from loss.no_loss(seen, confirmed)
    yield from loss.no_lost_drafts(seen, confirmed)
    yield from server.promises_kept(seen, watch)
    yield from server.uploads_stay(seen, watch)
    server_moved = seen.server is not before.server
    if server_moved:
        yield from _of_the_server(before, seen, confirmed)
    for (device, user), phone in seen.phones.items():
        if server_moved or before.phones.get((device, user)) is not phone:
            yield from phones.cursors_skip_nothing(device, user, phone, seen.server)
            yield from phones.honest_photos(device, phone)
            yield from phones.partitions(device, user, phone)
            if (device, user) in confirmed.signed_out:
                yield from phones.nothing_left(device, user, phone)
            known = before.phones.get((device, user))
            yield from phones.honest_receipts(device, user, known, phone, seen.server)


def _of_the_server(before: Seen, seen: Seen, confirmed: Confirmed) -> Iterator[str]:
    yield from server.effect_once(seen)
    yield from server.evidence_complete(seen)
    yield from lineages.in_order(seen)
    yield from lineages.no_claims(seen)
    yield from lineages.drafts_end(seen)
    yield from server.books_follow(seen)
    yield from server.credited(seen, confirmed)
    yield from ages.monotone(before, seen, confirmed.restored)
    yield from visits.closed_stays(before, seen, confirmed.restored)
    yield from visits.signatures_bind(seen)
    yield from visits.register_is_the_desks(seen)
    yield from corrections.led_by_moves(seen)
    yield from corrections.no_move_lost(seen, confirmed)
    yield from corrections.told_as_it_is(seen)
