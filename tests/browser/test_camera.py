"""The camera of the page, what is drawn on a photo, what is spoken, what the seal says of place."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.browser.axe import findings
from tests.browser.inspector import KEPT, PICTURES, SLOW, Inspector
from tests.browser.kept import look
from tests.browser.pictures import twelve_megapixels
from tests.browser.register import uncovered_school
from tests.browser.server import Site

pytestmark = pytest.mark.long

# What can be pressed in the topmost dialog and is smaller than a thumb needs.
SMALL = """() => [...document.querySelectorAll("dialog[open] button, dialog[open] input")]
  .filter((one) => one.offsetWidth < 48 || one.offsetHeight < 48)
  .map((one) => one.outerHTML.slice(0, 80))"""
FAKE = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
# How many colours a square in the middle of the first photo's marked copy holds, by its pixels.
COLOURS = """async () => {
  const canvas = document.querySelector('[data-test="photo-canvas"]');
  const { width, height } = canvas;
  const side = Math.round(Math.max(width, height) / 40);
  const x = Math.ceil(width / 2 / side) * side, y = Math.ceil(height / 2 / side) * side;
  const { data } = canvas.getContext("2d").getImageData(x + 8, y + 8, side - 16, side - 16);
  let spread = 0;
  for (let c = 0; c < 3; c += 1) {
    const one = data.filter((_, n) => n % 4 === c);
    spread = Math.max(spread, Math.max(...one) - Math.min(...one));
  }
  return spread;
}"""


@pytest.fixture
def lin(playwright: Playwright, site: Site, tmp_path: Path) -> Iterator[Inspector]:
    inspector = Inspector(playwright, site, tmp_path / "lin", *FAKE)
    inspector.sign_in(site.account_of("lin"))
    inspector.context.grant_permissions(["camera", "microphone", "geolocation"])
    inspector.context.set_geolocation({"latitude": 31.2345678, "longitude": 121.4, "accuracy": 9})
    inspector.cut_network()
    inspector.go(f"/premises/{uncovered_school(site, 'lin').id}")
    inspector.start()
    inspector.find("answer-fail").click()
    inspector.saved()
    yield inspector
    inspector.context.close()


def shoot(lin: Inspector, times: int = 1) -> None:
    """Opens the camera and takes photos with the keyboard alone."""
    before = lin.find("photo").count()
    lin.find("take-photo").click()
    expect(lin.find("shutter")).to_be_focused(timeout=SLOW)
    for n in range(times):
        lin.page.keyboard.press("Enter")
        expect(lin.find("camera-taken")).to_contain_text(str(n + 1))
    lin.page.keyboard.press("Escape")
    expect(lin.find("shutter")).to_have_count(0)
    expect(lin.find("photo")).to_have_count(before + times, timeout=SLOW)
    expect(lin.find("photo").last).to_contain_text(KEPT, timeout=SLOW)


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draws on the large photo, in shares of its canvas."""
    box = page.locator('[data-test="photo-canvas"]').bounding_box()
    assert box is not None
    at = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in (start, end)]
    page.mouse.move(*at[0])
    page.mouse.down()
    page.mouse.move(*at[1], steps=5)
    page.mouse.up()


def test_without_a_camera_of_the_page_the_systems_own_opens(
    playwright: Playwright, site: Site, tmp_path: Path
) -> None:
    lin = Inspector(playwright, site, tmp_path / "lin")
    lin.sign_in(site.account_of("lin"))
    lin.go(f"/premises/{uncovered_school(site, 'lin').id}")
    lin.start()
    lin.find("answer-fail").click()
    for _ in range(2):
        with lin.page.expect_file_chooser() as chooser:
            lin.find("take-photo").click()
        assert not chooser.value.is_multiple()
    lin.context.close()


def test_an_earlier_photo_lies_over_the_live_picture(lin: Inspector) -> None:
    shoot(lin)
    lin.find("take-photo").click()
    expect(lin.find("shutter")).to_be_enabled(timeout=SLOW)
    expect(lin.find("ghost")).to_have_count(0)
    lin.find("ghost-strength").fill("40")
    expect(lin.find("ghost")).to_have_css("opacity", "0.4")
    lin.find("camera-close").click()
    expect(lin.find("take-photo")).to_be_focused()


def test_of_many_photos_the_first_six_are_shown(lin: Inspector) -> None:
    shoot(lin, times=8)
    lin.page.reload()
    expect(lin.find("photo")).to_have_count(6, timeout=SLOW)
    more = lin.find("photos-more")
    expect(more).to_have_text("还有 2 张")
    more.click()
    expect(lin.find("photo")).to_have_count(8)


def test_what_is_drawn_goes_into_a_copy_and_blur_leaves_nothing(lin: Inspector) -> None:
    shoot(lin)
    lin.find("photo").click()
    expect(lin.find("stamp")).to_contain_text("（示例）")
    lin.find("viewer-blur").click()
    drag(lin.page, (0.3, 0.3), (0.8, 0.8))
    lin.find("viewer-circle").click()
    lin.find("photo-canvas").press("Enter")
    lin.find("photo-canvas").press("ArrowLeft")
    lin.find("photo-canvas").press("Shift+ArrowDown")
    lin.find("viewer-undo").click()
    lin.find("viewer-close").click()
    expect(lin.page.get_by_text("标注还没有存")).to_be_visible()
    lin.find("marks-save").click()
    expect(lin.find("photo")).to_have_count(2, timeout=SLOW)
    expect(lin.find("photo").first).to_contain_text("有标注")

    lin.find("photo").first.click()
    expect(lin.find("marks-save")).to_have_count(0)
    lin.until(lambda: lin.find("photo-canvas").count() > 0)
    assert lin.page.evaluate(COLOURS) < 24
    lin.find("viewer-unmarked").click()
    expect(lin.find("marks-save")).to_be_visible()
    lin.find("photo-delete").click()
    lin.find("photo-delete").click()
    expect(lin.find("photo")).to_have_count(0)


def test_a_photo_is_enlarged_by_keys_and_by_a_double_tap(lin: Inspector) -> None:
    shoot(lin)
    lin.find("photo").click()
    zoom = lin.find("zoom")
    expect(zoom).to_have_attribute("aria-valuetext", "1.0×")
    lin.find("photo-canvas").press("+")
    expect(zoom).to_have_attribute("aria-valuetext", "1.3×")
    lin.find("photo-canvas").press("-")
    lin.find("stage").dblclick()
    expect(zoom).to_have_attribute("aria-valuetext", "2.5×")
    lin.find("stage").dblclick()
    expect(zoom).to_have_attribute("aria-valuetext", "1.0×")


def test_two_fingers_enlarge_and_their_lifting_is_no_tap(lin: Inspector) -> None:
    shoot(lin)
    lin.find("photo").click()
    expect(lin.find("zoom")).to_have_attribute("aria-valuetext", "1.0×")
    touch = lin.context.new_cdp_session(lin.page)

    def fingers(kind: str, *places: tuple[int, int]) -> None:
        points = [{"x": x, "y": y, "id": n} for n, (x, y) in enumerate(places)]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    fingers("touchStart", (160, 300))
    fingers("touchStart", (160, 300), (200, 300))
    for step in range(1, 5):
        fingers("touchMove", (160 - 10 * step, 300), (200 + 10 * step, 300))
    fingers("touchEnd", (120, 300))
    fingers("touchEnd")
    expect(lin.find("zoom")).to_have_attribute("aria-valuetext", "3.0×")


def test_what_is_shared_says_where_and_when_and_what_is_kept_does_not(lin: Inspector) -> None:
    lin.page.evaluate(
        """() => {
          navigator.canShare = () => true;
          navigator.share = async ({ files }) => { window.shared = files[0]; };
        }"""
    )
    shoot(lin)
    before = look(lin.page, "photos")["photos"]
    lin.find("photo").click()
    lin.find("photo-share").click()
    lin.until(lambda: lin.page.evaluate("Boolean(window.shared)"))
    shared = lin.page.evaluate(
        """async () => {
          const { width, height } = await createImageBitmap(window.shared);
          const kept = document.querySelector('[data-test="photo-canvas"]');
          const { type } = window.shared;
          return { width: width - kept.width, band: height > kept.height, type };
        }"""
    )
    assert shared == {"width": 0, "band": True, "type": "image/jpeg"}
    assert look(lin.page, "photos")["photos"] == before


def test_what_was_spoken_is_taken_by_the_server_as_it_was_recorded(lin: Inspector) -> None:
    shoot(lin)
    lin.find("voice-record").click()
    expect(lin.page.get_by_text("正在录音，1 / 60 秒")).to_be_visible(timeout=SLOW)
    lin.find("voice-stop").click()
    expect(lin.find("voice-note")).to_contain_text("语音备注，", timeout=SLOW)
    lin.restore_network()
    lin.go("/outbox")
    lin.find("retry").click()

    def sounds() -> list[bool]:
        rows = look(lin.page, "photos")["photos"]
        return [one["uploaded"] for one in rows if one["type"] == "audio/webm"]

    lin.until(lambda: sounds() == [True])
    assert not any(one.get("unreadable") for one in look(lin.page, "photos")["photos"])


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_who_cannot_see_or_use_a_finger_finds_everything(
    lin: Inspector, language: str, theme: str
) -> None:
    page = lin.page
    if language == "en":
        page.evaluate("localStorage.setItem('inspect.language', 'en')")
        page.reload()
    page.evaluate("(theme) => (document.documentElement.dataset.theme = theme)", theme)
    lin.find("take-photo").click()
    expect(lin.find("shutter")).to_be_focused(timeout=SLOW)
    assert findings(page) == []
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(lin.find("photo")).to_have_count(1, timeout=SLOW)
    lin.find("photo").click()
    lin.find("viewer-arrow").click()
    lin.find("photo-canvas").press("Enter")
    assert findings(page) == []
    assert page.evaluate(SMALL) == []
    lin.find("marks-save").click()
    expect(lin.find("photo")).to_have_count(2, timeout=SLOW)
    lin.show(f"/seal/{lin.draft}")
    expect(lin.find("presence-here")).to_be_visible(timeout=SLOW)
    assert findings(page) == []
    lin.find("recusal-change").click()
    page.wait_for_timeout(500)  # until the sheet has risen
    assert findings(page) == []


def test_forty_photos_of_twelve_megapixels_come_in_a_row(lin: Inspector) -> None:
    chosen = [twelve_megapixels(next(PICTURES)) for _ in range(40)]
    lin.find("album-input").set_input_files(chosen)
    expect(lin.find("photo-count")).to_contain_text("40", timeout=300_000)
    lin.saved()
    rows = look(lin.page, "photos")["photos"]
    assert len(rows) == 40 and all(one["size"] < 1_500_000 for one in rows)


def test_the_seal_says_where_it_was_and_who_stood_back(lin: Inspector) -> None:
    draft = lin.draft
    lin.show(f"/seal/{draft}")
    expect(lin.find("presence-here")).to_contain_text("31.2346, 121.4000", timeout=SLOW)
    expect(lin.find("recusal")).to_contain_text("无需回避")
    lin.find("recusal-change").click()
    lin.find("recusal-who").select_option(index=1)
    lin.page.locator("dialog .phrase").first.click()
    lin.find("recusal-save").click()
    expect(lin.find("recusal")).to_contain_text("已回避：本人或近亲属在该单位任职")
    lin.find("recusal-change").click()
    expect(lin.find("recusal")).to_contain_text("无需回避")
