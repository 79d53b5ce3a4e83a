"""A signature that lin's phone handed in under bai's name: bai is asked on his own phone."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Playwright, expect

from inspect_app.domain.ids import uuid7
from tests.browser.deciding import supervisor
from tests.browser.inspector import SLOW, Inspector
from tests.browser.manners import EN_OFFLINE, Manner, played
from tests.browser.register import Place, ask
from tests.browser.server import PROJECT, Account, Site
from tests.browser.trade import new_school

REASON = "那天我不在（示例）"


@pytest.fixture
def bai(site: Site) -> Account:
    return site.add_user(f"bai{uuid7()[-6:]}", "inspector")


@pytest.fixture
def phone(
    playwright: Playwright, site: Site, bai: Account, tmp_path: Path, manner: Manner
) -> Iterator[Inspector]:
    inspector = Inspector(playwright, site, tmp_path / "bai", manner=manner)
    inspector.sign_in(bai)
    yield inspector
    inspector.context.close()


def hand_in(site: Site, place: Place, second: Account, folder: Path) -> str:
    """A whole inspection of lin with a signature under another's name; its id."""
    site.command(
        *("example", "--user", "lin", "--checklist", "canteen-school"),
        *("--premises", place.id, "--out", str(folder)),
    )
    push = json.loads((folder / "push.json").read_text())
    [record] = push["records"]
    [(id,)] = ask(site, "select id from user where name = ?", second.user)
    partner = json.loads(record["body"])["inspectors"][1]["user"]
    record["body"] = record["body"].replace(partner, id)
    record["digest"] = hashlib.sha256(record["body"].encode()).hexdigest()
    (folder / "push.json").write_text(json.dumps(push))
    client = [sys.executable, "docs/examples/client.py", site.base, "lin", str(folder)]
    password = {"INSPECT_PASSWORD": site.account_of("lin").password}
    subprocess.run(client, cwd=PROJECT, env=os.environ | password, check=True, timeout=120)
    return str(record["id"])


def state_of(site: Site, inspection: str) -> tuple[str, str]:
    [row] = ask(site, "select state, note from cosignature where inspection_id = ?", inspection)
    return row[0], row[1]


@played(daily=EN_OFFLINE)
def test_bai_disputes_by_keyboard_and_the_desk_cannot_approve(
    phone: Inspector, desk: BrowserContext, site: Site, bai: Account, tmp_path: Path
) -> None:
    place = new_school(site, "lin")
    expect(phone.find("to-cosign")).to_have_count(0)
    inspection = hand_in(site, place, bai, tmp_path / "example")

    phone.go("/")
    expect(phone.find("to-cosign")).to_have_text(phone.says("today.cosign", n=1), timeout=SLOW)
    phone.find("to-cosign").click()
    expect(phone.find("cosign")).to_contain_text(place.name.removesuffix("（示例）"))
    phone.until(lambda: phone.find("cosign-picture").evaluate("(one) => one.naturalWidth") > 0)

    phone.arrive()
    phone.go("/cosignatures")
    if phone.manner.offline:
        no_picture = phone.find("cosign-no-picture")
        expect(no_picture).to_have_text(phone.says("cosign.offline"), timeout=SLOW)
    dispute(phone, " ")
    expect(phone.find("cosign-note")).to_be_focused()
    phone.go("/cosignatures")
    dispute(phone, REASON)
    expect(phone.find("cosign")).to_have_count(0)
    phone.find("cosign-undo").press("Enter")
    expect(phone.find("cosign")).to_have_count(1)
    dispute(phone, REASON)
    expect(phone.find("cosign")).to_have_count(0)

    if phone.manner.offline:
        phone.go("/outbox")
        expect(phone.job()).to_contain_text(phone.says("outbox.cosignature"))
    phone.deliver()
    assert state_of(site, inspection) == ("disputed", REASON)
    phone.go("/")
    expect(phone.find("premises-row").first).to_be_visible(timeout=SLOW)
    expect(phone.find("to-cosign")).to_have_count(0)

    chen = supervisor(desk, site)
    chen.goto(f"{site.base}/desk/inspections/{inspection}")
    expect(chen.get_by_text("签名被本人否认，只能退回").first).to_be_visible()
    expect(chen.locator("[data-approve] button")).to_have_count(0)


def dispute(phone: Inspector, reason: str) -> None:
    """With the keyboard alone, from the button to the sent reason."""
    phone.find("cosign-dispute").press("Enter")
    expect(phone.find("cosign-note")).to_be_focused()
    phone.page.keyboard.type(reason)
    phone.page.keyboard.press("Tab")
    phone.page.keyboard.press("Enter")
