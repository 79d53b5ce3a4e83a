"""An operator scans the posted code with any browser, without an account and without script."""

import os
from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Route, expect

from inspect_app.config import read_settings
from inspect_app.queries.people import find_user
from tests.browser.axe import findings
from tests.browser.chromium import FLAGS, PHONE, PROGRAM
from tests.browser.register import ask
from tests.browser.server import Site, running_site
from tests.instances import opened
from tests.makers import make_jpeg, make_premises, make_user
from tests.public.operators import CODE, ITEM, OTHER, Notice

NAMES = {"op-a": "inspector", "op-b": "inspector", "op-c": "supervisor"}
STATES = "select state from correction where inspection_id = ? order by item"
KEPT = "select step_id is not null from correction_photo where correction_id = ?"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Without the demo district: the notices are made here."""
    with running_site(tmp_path_factory.mktemp("operator") / "instance", "--empty") as site:
        yield site


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    found = playwright.chromium.launch(executable_path=PROGRAM, args=FLAGS)
    yield found
    found.close()


@pytest.fixture
def plain(browser: Browser) -> Iterator[BrowserContext]:
    """A phone whose browser runs no script, as WeChat's may refuse to."""
    context = browser.new_context(**PHONE | {"java_script_enabled": False})
    yield context
    context.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(**PHONE)
    yield context
    context.close()


@pytest.fixture(scope="module")
def people(site: Site) -> None:
    with opened(read_settings(site.environment())):
        for name, role in NAMES.items():
            make_user(name, role=role)


@pytest.fixture
def notice(site: Site, people: None) -> Iterator[Notice]:
    """Of two items, approved and served, at premises of its own."""
    with opened(read_settings(site.environment())):
        lin, bai, chen = (find_user(name) for name in NAMES)
        assert lin and bai and chen
        yield Notice(lin, bai, chen, make_premises(), ITEM, OTHER)


def enter(page: Page, site: Site, notice: Notice, code: str = CODE) -> None:
    page.goto(f"{site.base}/q/{notice.place.tokens[-1].token}")
    page.get_by_role("link", name="我是经营者").click()
    page.get_by_label("整改码").fill(code)
    page.get_by_role("button", name="打开要整改的事项").click()


def test_a_wrong_code_then_the_right_one_and_photos_a_note_done(
    plain: BrowserContext, site: Site, notice: Notice
) -> None:
    page = plain.new_page()
    enter(page, site, notice, "22222222")
    expect(page.get_by_role("alert")).to_contain_text("场所码或整改码不对")
    page.get_by_label("整改码").fill("k7m4 2xq9")
    page.get_by_role("button", name="打开要整改的事项").click()
    first = notice.rows[0].id
    page.locator(f'a[href="/answer/{first}"]').click()

    page.get_by_label("加照片").set_input_files(
        [{"name": "IMG.heic", "mimeType": "image/heic", "buffer": b"ftypheic"}]
    )
    page.get_by_role("button", name="改好了，提交").click()
    expect(page.get_by_role("alert")).to_contain_text("这不是 JPEG、PNG 或 WebP 照片")

    shots = [
        {"name": f"{n}.jpg", "mimeType": "image/jpeg", "buffer": make_jpeg((n, 90, 9), (800, 600))}
        for n in (20, 200)
    ]
    page.get_by_label("加照片").set_input_files(shots)
    page.get_by_role("button", name="先传照片").click()
    expect(page.get_by_text("照片已收到。")).to_be_visible()
    page.get_by_role("button", name="撤回改后照片 1").click()
    page.get_by_label("说明").fill("9月14日换了 4 色砧板")
    page.get_by_role("button", name="改好了，提交").click()
    expect(page.get_by_text("已提交，等待核对")).to_be_visible()
    expect(page.get_by_text("您回报已改好，提交了 1 张照片")).to_be_visible()
    assert ask(site, KEPT, first) == [(1,)]
    assert ask(site, STATES, notice.inspection) == [("reported",), ("ordered",)]


@pytest.mark.long
def test_more_time_is_asked_for_once(plain: BrowserContext, site: Site, notice: Notice) -> None:
    page = plain.new_page()
    enter(page, site, notice)
    page.goto(f"{site.base}/answer/{notice.rows[1].id}")
    page.get_by_label("理由").fill("等配件，还要 5 天")
    page.get_by_role("button", name="申请延期").click()
    expect(page.get_by_text("已申请延期，等待答复；")).to_be_visible()
    expect(page.get_by_role("button", name="申请延期")).to_have_count(0)


@pytest.mark.long
def test_every_page_can_be_heard_and_fits_the_smallest_phone(
    phone: BrowserContext, site: Site, notice: Notice
) -> None:
    page = phone.new_page()
    enter(page, site, notice, "22222222")
    addresses = ["/z", "/answer", *(f"/answer/{row.id}" for row in notice.rows)]
    addresses.append(f"/q/{notice.place.tokens[-1].token}")
    enter(page, site, notice)
    page.get_by_role("heading", level=1).wait_for()
    found = {}
    for address in addresses:
        for language in ("zh", "en"):
            for width in (320, 390, 1440):
                page.set_viewport_size({"width": width, "height": 800})
                page.goto(f"{site.base}{address}?lang={language}")
                found[address, language, width] = findings(page)
                wide = page.evaluate("document.documentElement.scrollWidth")
                assert wide <= width, (address, language, width, wide)
    assert {where: said for where, said in found.items() if said} == {}


def noise() -> bytes:
    """A photo of several pieces."""
    out = BytesIO()
    Image.frombytes("RGB", (900, 700), os.urandom(900 * 700 * 3)).save(out, "JPEG", quality=95)
    assert len(out.getvalue()) > 600_000
    return out.getvalue()


@pytest.mark.long
def test_with_script_photos_go_at_once_and_a_broken_line_goes_on(
    phone: BrowserContext, site: Site, notice: Notice
) -> None:
    page, sent, broken = phone.new_page(), [], []
    page.on("request", lambda one: sent.append(one.method) if "/uploads" in one.url else None)

    def break_once(route: Route) -> None:
        if route.request.method == "PATCH" and not broken:
            broken.append(route.request.headers["upload-offset"])
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/uploads/*", break_once)
    enter(page, site, notice)
    id = notice.rows[0].id
    page.locator(f'a[href="/answer/{id}"]').click()
    page.get_by_label("说明").fill("换了砧板")
    expect(page.get_by_role("button", name="先传照片")).to_be_hidden()
    files = [
        {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": noise()},
        {"name": "b.gif", "mimeType": "image/gif", "buffer": b"GIF89a"},
    ]
    page.get_by_label("加照片").set_input_files(files)
    expect(page.get_by_text("已收到 1 张，最多 20 张")).to_be_visible()
    expect(page.get_by_text("b.gif: 这不是 JPEG、PNG 或 WebP 照片")).to_be_visible()
    assert (sent, broken) == (["POST", "PATCH", "HEAD", "PATCH"], ["524288"])
    assert ask(site, KEPT, id) == [(0,)]
    expect(page.get_by_label("说明")).to_have_value("换了砧板")
    assert findings(page) == []
    page.get_by_role("button", name="改好了，提交").click()
    expect(page.get_by_text("您回报已改好，提交了 1 张照片")).to_be_visible()
    assert ask(site, KEPT, id) == [(1,)]
