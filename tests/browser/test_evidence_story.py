"""From the door to the desk: a photo with a blur, a spoken word, the place, and no recusal."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Playwright, expect

from tests.browser.axe import findings
from tests.browser.deciding import supervisor
from tests.browser.inspector import SLOW, Inspector
from tests.browser.plan import Plan
from tests.browser.register import inspections_at
from tests.browser.server import Site
from tests.browser.test_camera import FAKE, drag
from tests.browser.test_kinds import open_list
from tests.browser.trade import Trade

pytestmark = pytest.mark.long


@pytest.fixture
def gu(playwright: Playwright, site: Site, trade: Trade, tmp_path: Path) -> Iterator[Inspector]:
    """Mei with another phone: one that has a camera, a microphone and a position."""
    inspector = Inspector(playwright, site, tmp_path / "gu", *FAKE)
    inspector.sign_in(trade.mei)
    inspector.context.grant_permissions(["camera", "microphone", "geolocation"])
    inspector.context.set_geolocation({"latitude": 31.2345678, "longitude": 121.4, "accuracy": 9})
    yield inspector
    inspector.context.close()


def draw_and_speak(gu: Inspector) -> None:
    """At the failed item: blurs the first photo's middle and says a sentence."""
    gu.find("photo").first.click()
    gu.find("viewer-blur").click()
    drag(gu.page, (0.4, 0.4), (0.6, 0.6))
    gu.find("marks-save").click()
    expect(gu.find("photo").first).to_contain_text("有标注", timeout=SLOW)
    gu.find("voice-record").click()
    expect(gu.page.get_by_text("正在录音，1 / 60 秒")).to_be_visible(timeout=SLOW)
    gu.find("voice-stop").click()
    expect(gu.find("voice-note")).to_be_visible(timeout=SLOW)


def test_all_evidence_is_seen_and_heard_at_the_desk(
    gu: Inspector, site: Site, trade: Trade, desk: BrowserContext
) -> None:
    place, code = trade.one_of["food-shop"], "food-shop"
    plan = Plan(site, place, code, ("shop.bright",))
    others = inspections_at(site, place)
    gu.cut_network()
    gu.go(f"/premises/{place.id}")
    open_list(gu, code)
    plan.play(gu)
    gu.find("finding").first.click()
    draw_and_speak(gu)
    gu.show(f"/seal/{gu.draft}")
    expect(gu.find("recusal")).to_contain_text("无需回避")
    gu.find("recusal-change").click()
    expect(gu.find("recusal-save")).to_be_visible()
    assert findings(gu.page) == []
    gu.page.keyboard.press("Escape")
    expect(gu.find("presence-here")).to_contain_text("精度 ±9 m")
    gu.sign_off(trade.second)
    gu.seal()
    gu.deliver()

    chen = supervisor(desk, site)
    [(id, _)] = set(inspections_at(site, place)).difference(others)
    chen.goto(f"{site.base}/desk/inspections/{id}?item=shop.bright")
    expect(chen.get_by_text("31.2346, 121.4000，精度 ±9 m")).to_be_visible()
    expect(chen.get_by_text("无需回避")).to_be_visible()
    marked, unmarked = chen.locator(".thumb").nth(0), chen.locator(".thumb").nth(1)
    expect(marked).to_contain_text("有标注")
    expect(marked).to_have_attribute("aria-current", "true")
    chen.get_by_role("link", name="看未标注的").click()
    expect(unmarked).to_have_attribute("aria-current", "true")
    expect(chen.locator("[data-unmarked]")).to_be_hidden()
    player = chen.locator("[data-voice]")
    expect(player).to_be_visible()
    assert findings(chen) == []
    seconds = player.evaluate(
        """async (player) => {
          await player.play();
          await new Promise((resolve) => player.addEventListener("ended", resolve));
          return player.currentTime;
        }"""
    )
    assert 0.5 < seconds < 10

    gu.go(f"/outbox/{id}")
    expect(gu.find("voice-note")).to_be_visible(timeout=SLOW)
    gu.find("photo").first.click()
    expect(gu.find("stamp")).to_contain_text(place.name.removesuffix("（示例）"))
