"""A bad network: each answer is late and one request in five breaks; the phone gets through."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import pytest

from tests.browser.register import ask
from tests.browser.server import Site
from tests.phone.shipped import Network, Phone, running_phone
from tests.phone.uploads.cutter import Cut
from tests.simulation.network import Request
from tests.simulation.real.instance import instance
from tests.simulation.steps import LIN

PHOTOS, SIZE = 6, 300_000
SMALL = 300  # bytes of head and body that each call has at least
ROUNDS = 20
LATE_S = 1.5  # each answer, each way


@dataclass
class BadNetwork(Network):
    dice: Random = Random(45)

    def choose_port(self, request: Request) -> int:
        is_broken = self.dice.random() < 0.2
        size = len(request.body) if isinstance(request.body, bytes) else SMALL
        self.cutter.cuts.append(Cut(up=self.dice.randrange(size)) if is_broken else Cut())
        return self.cutter.port


@pytest.fixture(scope="module")
def phone() -> Iterator[Phone]:
    with instance("sqlite") as made:
        site = Site(made.settings.instance)
        site.start()
        try:
            with running_phone(made, site, 0, LIN) as phone:
                yield phone
        finally:
            site.stop()


@pytest.mark.long
def test_an_inspection_with_six_photos_gets_through_a_bad_line(phone: Phone) -> None:
    phone.start_afresh()
    straight, cutter = phone.network, phone.network.cutter
    cutter.delay = LATE_S
    phone.engine.exchange = BadNetwork(straight.wire, cutter)
    id = phone.seal(PHOTOS, SIZE)
    for _ in range(ROUNDS):
        phone.deliver(1)
        if phone.has_receipt(id):
            break
    assert phone.has_receipt(id)
    assert cutter.ended > 0
    site = straight.wire.site
    assert ask(site, "select count(*) from sync_record where receipt is not null") == [(1,)]
    assert ask(site, "select count(*) from sync_blob_owner") == [(PHOTOS,)]
    assert cutter.carried < 1.5 * PHOTOS * SIZE  # progress is kept: no photo began again and again
