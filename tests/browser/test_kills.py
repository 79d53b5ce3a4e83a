"""The browser is killed while photos are taken, saved and sent: what showed its mark is there."""

from collections.abc import Iterator
from pathlib import Path
from random import Random, SystemRandom

import pytest
from playwright.sync_api import Locator, Playwright, expect

from tests.browser.inspector import PICTURES, SLOW, Inspector
from tests.browser.kept import look
from tests.browser.pictures import small_picture
from tests.browser.register import ask, uncovered_school
from tests.browser.server import Site

FOLDED_AFTER = 6
SAVED = """() => new Promise((resolve) => requestAnimationFrame(() =>
  resolve(document.querySelector('[data-test="saved"]').textContent.includes("已存本机"))))"""


class ThrownAway(Exception):
    """Chromium found its database broken at a start and made a new one, once in 1,500 kills.

    No app can hinder it. What comes then is the subject of `test_storage.py`.
    """


class Survivor:
    """One inspection, and what the screen said of it before each kill."""

    def __init__(self, lin: Inspector, dice: Random) -> None:
        self.lin, self.dice = lin, dice
        self.draft, self.item = lin.draft, lin.item
        self.address = f"/inspect/{self.draft}/{self.item}"
        self.photos = 0
        self.names: set[str] = set()
        self.note, self.tried_notes = "", [""]

    def capture(self, number: int) -> None:
        """Maybe it is on the disk, maybe not; it counts when the strip says so."""
        self.lin.find("camera-input").set_input_files([small_picture(next(PICTURES))])
        self.wait(300)
        self.photos = self.shown().count()

    def save(self, number: int) -> None:
        note = f"第 {number} 次"
        self.tried_notes = [self.note, note]
        self.lin.find("note").fill(note)
        self.wait(40)
        if self.lin.page.evaluate(SAVED):
            self.note, self.tried_notes = note, [note]

    def upload(self, number: int) -> None:
        self.lin.find("camera-input").set_input_files([small_picture(next(PICTURES))])
        expect(self.shown()).to_have_count(self.photos + 1, timeout=SLOW)
        self.photos += 1
        self.wait(300)

    def wait(self, most: int) -> None:
        self.lin.page.wait_for_timeout(self.dice.randrange(most))

    def shown(self) -> Locator:
        return self.lin.find("photo").filter(has_text="已存本机")

    def come_back(self) -> None:
        """A new start with the same profile: what was confirmed is on screen and on the disk."""
        self.lin.kill()
        self.lin.open()
        self.lin.go(self.address)
        here, nobody = self.lin.find("note"), self.lin.find("sign-in")
        expect(here.or_(nobody)).to_be_visible(timeout=SLOW)
        if nobody.is_visible() and was_thrown_away(self.lin.profile):
            raise ThrownAway
        expect(here).to_be_visible()
        assert self.lin.find("note").input_value() in self.tried_notes
        self.note = self.lin.find("note").input_value()
        kept = self.kept()
        assert kept >= self.names and len(kept) >= self.photos
        self.names, self.photos = kept, len(kept)
        if len(kept) > FOLDED_AFTER:
            self.lin.find("photos-more").click()
        expect(self.shown()).to_have_count(len(kept), timeout=SLOW)

    def kept(self) -> set[str]:
        """Photos of this inspection; each with bytes that are what their name says."""
        found = look(self.lin.page, "drafts", "bytes")
        (draft,) = (one for one in found["drafts"] if one["id"] == self.draft)
        names = {photo["sha256"] for photos in draft["photos"].values() for photo in photos}
        assert names <= set(found["bytes"])
        return names


@pytest.fixture
def lin(playwright: Playwright, site: Site, tmp_path: Path) -> Iterator[Inspector]:
    inspector = Inspector(playwright, site, tmp_path / "lin")
    inspector.sign_in(site.account_of("lin"))
    yield inspector
    inspector.context.close()


KILLS = 80


@pytest.mark.long
def test_nothing_that_showed_its_mark_is_lost_to_a_kill(lin: Inspector, site: Site) -> None:
    dice, thrown_away = Random(SystemRandom().randrange(2**32)), 0
    survivor = Survivor(begin(lin, site), dice)
    for number in range(KILLS):
        acts = [survivor.capture, survivor.save, survivor.upload]
        acts[number % len(acts)](number)
        try:
            survivor.come_back()
        except ThrownAway:
            thrown_away += 1
            # It still remembers where it was, and would lead there.
            lin.page.evaluate("localStorage.clear()")
            lin.sign_in(site.account_of("lin"))
            survivor = Survivor(begin(lin, site), dice)
    assert thrown_away <= 1 + KILLS // 100
    kept = survivor.kept()
    lin.until(lambda: kept <= {name for (name,) in ask(site, "select sha256 from sync_blob_owner")})


def was_thrown_away(profile: Path) -> bool:
    """By the log of its last opening: nothing but Chromium itself makes the files anew."""
    logs = profile.glob("Default/IndexedDB/*.leveldb/LOG")
    return any("since it was missing" in log.read_text(errors="replace") for log in logs)


def begin(lin: Inspector, site: Site) -> Inspector:
    lin.go(f"/premises/{uncovered_school(site, 'lin').id}")
    lin.start()
    lin.find("answer-fail").click()
    lin.saved()
    return lin
