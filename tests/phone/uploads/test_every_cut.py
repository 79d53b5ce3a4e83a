"""The line ends after each single byte of one push and of one photo, there and back.

The phones run the engine as it is shipped, the server is gunicorn; all go on for the whole sweep.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import count

import pytest

from tests.browser.register import ask
from tests.browser.server import Site
from tests.makers import sha256
from tests.phone.shipped import PHOTO_SIZE, Phone, make_photo, running_phone
from tests.phone.uploads.cutter import Cut
from tests.simulation.real.instance import Instance, instance
from tests.simulation.steps import BAI, LIN

pytestmark = pytest.mark.long
MOST_PUSHED = 1_500
ROUNDS, AFRESH = 2, 100


@pytest.fixture(scope="module")
def made() -> Iterator[Instance]:
    with instance("sqlite") as made:
        yield made


@pytest.fixture(scope="module")
def site(made: Instance) -> Iterator[Site]:
    site = Site(made.settings.instance, WORKERS="2")
    site.start()
    try:
        yield site
    finally:
        site.stop()


@pytest.fixture(scope="module")
def phones(made: Instance, site: Site) -> Iterator[list[Phone]]:
    """As many as the sweep has lanes."""
    with ExitStack() as open_ones:
        lanes = enumerate((LIN, BAI))
        yield [open_ones.enter_context(running_phone(made, site, *lane)) for lane in lanes]


def sweep(phones: list[Phone], kind: str, way: str, make: Callable[[Phone], str]) -> list[str]:
    """One record for each byte, whose lines were cut there; the ids by their bytes."""
    with ThreadPoolExecutor(len(phones)) as lanes:
        parts = [
            lanes.submit(sweep_lane, phone, count(first, len(phones)), kind, way, make)
            for first, phone in enumerate(phones)
        ]
        return [id for part in parts for id in part.result()]


def sweep_lane(
    phone: Phone, places: Iterable[int], kind: str, way: str, make: Callable[[Phone], str]
) -> list[str]:
    """Until a line holds because there is no byte left to cut at."""
    ids: list[str] = []
    before = phone.network.cutter.ended
    for place in places:
        if len(ids) % AFRESH == 0:
            phone.start_afresh()
        phone.network.cut = (kind, Cut(**{way: place}))
        ids.append(make(phone))
        phone.deliver(ROUNDS)
        assert phone.has_receipt(ids[-1]), f"{kind} cut {way} after {place} bytes"
        if phone.network.cutter.ended - before < len(ids):
            break
    return ids


@pytest.mark.parametrize("way", ["up", "down"])
def test_a_push_cut_at_any_byte_is_one_record_with_one_receipt(
    phones: list[Phone], site: Site, way: str
) -> None:
    ids = sweep(phones, "push", way, Phone.scan)
    pushed = max(phone.network.sizes["push"] for phone in phones)
    assert pushed <= MOST_PUSHED
    assert len(ids) > (pushed if way == "up" else nearly_an_answer(phones, "push"))
    assert stored_once(site, ids, "sync_record", "record_id")


@pytest.mark.parametrize("way", ["up", "down"])
def test_a_photo_cut_at_any_byte_is_one_file_of_one_inspection(
    phones: list[Phone], site: Site, made: Instance, way: str
) -> None:
    ids = sweep(phones, "post", way, Phone.seal)
    assert len(ids) > (PHOTO_SIZE if way == "up" else nearly_an_answer(phones, "post"))
    assert stored_once(site, ids, "inspection", "id")
    assert stored_once(site, ids, "sync_record", "record_id")
    names = [sha256(make_photo(id)) for id in ids]
    assert stored_once(site, names, "sync_blob_owner", "sha256")
    assert set(names) <= made.stored_photos()


def nearly_an_answer(phones: list[Phone], kind: str) -> float:
    """A lane ends when a whole answer came; one to something new is some bytes shorter."""
    size = min(phone.network.answers[kind] for phone in phones)
    assert size > 100  # a status and its headers alone are more
    return 0.95 * size


def stored_once(site: Site, names: list[str], table: str, column: str) -> bool:
    held = Counter(name for (name,) in ask(site, f"select {column} from {table}"))
    return all(held[name] == 1 for name in names)
