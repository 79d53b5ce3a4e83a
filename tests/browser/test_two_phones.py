"""Two phones on site: one shows what it asks for, the other reads, signs and answers.

Each camera films what stands on the other's screen; the server then verifies the key.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Playwright, expect

from tests.browser.axe import findings
from tests.browser.filling import fill_in
from tests.browser.films import film_of
from tests.browser.inspector import SLOW, Inspector
from tests.browser.manners import Manner, played
from tests.browser.plan import Plan
from tests.browser.register import Place, ask
from tests.browser.server import Account, Site
from tests.browser.test_kinds import open_list
from tests.browser.trade import Trade, add_inspector, books, register

FAILED = "shop.bright"
ACCOUNTS: dict[str, Account] = {}


@pytest.fixture
def pair(
    playwright: Playwright, site: Site, trade: Trade, tmp_path: Path, manner: Manner
) -> Iterator[tuple[Inspector, Inspector]]:
    """Two inspectors of their own, each before the screen of the other."""
    with books(site):
        register("food_shop", "桃浦河滨面馆（示例）", business="both")
        if not ACCOUNTS:
            ACCOUNTS.update({name: add_inspector(name) for name in ("jun", "kai")})
    phones = []
    for name, account in ACCOUNTS.items():
        blank = Image.new("RGB", (1280, 720), (90, 90, 90))
        flags = film_of(blank, film(tmp_path, name))
        phone = Inspector(playwright, site, tmp_path / name, *flags, manner=manner)
        phone.sign_in(account)
        phones.append(phone)
    yield phones[0], phones[1]
    for phone in phones:
        phone.context.close()


def film(folder: Path, name: str) -> Path:
    return folder / f"{name}.mjpeg"


def show_to(shower: Inspector, folder: Path, viewer: str) -> None:
    """What stands on this screen is what the other camera films from now on."""
    shot = folder / "shown.png"
    shower.find("cosign-code").screenshot(path=shot)
    wall = Image.new("RGB", (1280, 720), (120, 130, 120))
    with Image.open(shot) as code:
        square = code.convert("RGB").resize((680, 680), Image.Resampling.LANCZOS)
    wall.paste(square, (300, 20))
    film_of(wall, film(folder, viewer))


def make_key(phone: Inspector) -> None:
    phone.go("/me")
    phone.find("key-make").click()
    expect(phone.find("key-here")).to_be_visible(timeout=SLOW)


@played()
def test_a_colleague_signs_on_his_own_phone(
    pair: tuple[Inspector, Inspector], site: Site, tmp_path: Path
) -> None:
    jun, kai = pair
    make_key(kai)
    assert findings(kai.page) == []
    [(place_id,)] = ask(site, "select max(id) from premises where name = ?", "桃浦河滨面馆（示例）")
    for phone in pair:
        phone.deliver() if phone is jun else phone.go("/")
    jun.arrive()
    kai.arrive()
    inspect(jun, site, place_id)

    jun.find("cosign-qr").click()
    expect(jun.find("cosign-code")).to_be_visible(timeout=SLOW)
    assert findings(jun.page) == []
    mark = jun.find("cosign-mark").inner_text()
    show_to(jun, tmp_path, "kai")
    kai.go_to("scan")
    expect(kai.find("cosign-seen")).to_contain_text("桃浦河滨面馆", timeout=SLOW)
    expect(kai.find("cosign-mark")).to_have_text(mark)
    assert findings(kai.page) == []
    kai.find("cosign-sign").click()
    expect(kai.find("cosign-code")).to_be_visible(timeout=SLOW)
    show_to(kai, tmp_path, "jun")
    jun.find("cosign-scan").click()
    jun.page.wait_for_url("**/seal/**", timeout=SLOW)
    expect(jun.find("signature-holds")).to_have_count(2)
    jun.seal()

    jun.deliver()
    assert body_at(site, place_id)["inspectors"][1]["cosigned"] == "qr"
    assert count_questions(site, place_id) == 0


@played()
def test_a_colleague_signs_by_pin_where_he_made_a_key(
    pair: tuple[Inspector, Inspector], site: Site
) -> None:
    """On the author's phone, where he once signed in; the wrong PIN signs nothing."""
    phone, _ = pair
    [(place_id,)] = ask(site, "select max(id) from premises where name = ?", "桃浦河滨面馆（示例）")
    sign_out(phone)
    phone.sign_in(ACCOUNTS["kai"])
    make_key(phone)
    phone.find("key-pin").click()
    phone.find("key-pin-new").fill("246810")
    phone.find("key-pin-save").click()
    expect(phone.find("key-here")).to_contain_text(phone.says("key.pin-set"))
    sign_out(phone)
    phone.sign_in(ACCOUNTS["jun"])
    phone.arrive()
    inspect(phone, site, place_id)
    phone.find("sign-pin").click()
    phone.find("pin").fill("135791")
    phone.find("pin-use").click()
    expect(phone.find("pin-said")).to_have_text(phone.says("pin.wrong"), timeout=SLOW)
    phone.find("pin").fill("246810")
    phone.find("pin-use").click()
    expect(phone.find("signature-holds")).to_have_count(2, timeout=SLOW)
    phone.seal()
    phone.deliver()
    assert body_at(site, place_id)["inspectors"][1]["cosigned"] == "pin"
    assert count_questions(site, place_id) == 0


def sign_out(phone: Inspector) -> None:
    phone.go("/me")
    phone.find("sign-out").click()
    expect(phone.find("sign-in")).to_be_visible(timeout=SLOW)


def body_at(site: Site, place_id: str) -> dict[str, Any]:
    """The body that stands at this place, which lacks nothing."""
    [(body, lacks)] = ask(
        site,
        """select r.body, r.lacks from inspection_revision r join inspection i
        on i.id = r.inspection_id where i.premises_id = ?""",
        place_id,
    )
    assert json.loads(lacks) == []
    loaded: dict[str, Any] = json.loads(body)
    return loaded


def count_questions(site: Site, place_id: str) -> int:
    """How often colleagues are asked about signatures at this place."""
    query = (
        "select count(*) from cosignature c join inspection i on i.id = c.inspection_id"
        " where i.premises_id = ?"
    )
    [(asked,)] = ask(site, query, place_id)
    return int(asked)


def inspect(jun: Inspector, site: Site, place_id: str) -> None:
    """A shop with one failure, signed by nobody but its author."""
    [(code, token, name, area, attrs)] = ask(
        site,
        "select p.code, q.token, p.name, p.area, p.attrs from premises p join qr_token q"
        " on q.premises_id = p.id where p.id = ?",
        place_id,
    )
    place = Place(place_id, code, token, name, area, json.loads(attrs))
    jun.go(f"/premises/{place_id}")
    open_list(jun, "food-shop")
    fill_in(jun, Plan(site, place, "food-shop", (FAILED,)))
    jun.pick_second("kai")
    jun.find("refuse").click()
    jun.page.locator("dialog .phrase").first.click()
    jun.find("refuse-save").click()
    jun.sign("sign-own")
