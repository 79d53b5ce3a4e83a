"""What goes wrong is told plainly: what happened, whether the data is safe, what to do."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from tests.browser.inspector import SLOW, Inspector
from tests.browser.pictures import damaged
from tests.browser.register import ask, uncovered_school
from tests.browser.server import Site


@pytest.fixture
def lin(playwright: Playwright, site: Site, tmp_path: Path) -> Iterator[Inspector]:
    inspector = Inspector(playwright, site, tmp_path / "lin")
    yield inspector
    inspector.context.close()


def test_a_wrong_password_is_told_without_saying_which_half_is_wrong(
    lin: Inspector, site: Site
) -> None:
    lin.go("/")
    lin.page.get_by_label("用户名").fill("lin")
    lin.page.get_by_label("密码", exact=True).fill("not-the-password")
    lin.find("sign-in").click()
    expect(lin.find("problem-credentials")).to_contain_text("用户名或密码不对")


def test_a_supervisor_is_shown_the_way_to_the_desk(lin: Inspector, site: Site) -> None:
    chen = site.account_of("chen")
    lin.go("/")
    lin.page.get_by_label("用户名").fill(chen.user)
    lin.page.get_by_label("密码", exact=True).fill(chen.password)
    lin.find("sign-in").click()
    expect(lin.page.locator('a[href="/desk/"]')).to_be_visible()


def test_an_unknown_number_and_wrong_signs_are_told_apart(lin: Inspector, site: Site) -> None:
    lin.sign_in(site.account_of("lin"))
    lin.cut_network()
    lin.go("/scan")
    lin.find("scan-type").click()
    lin.find("scan-code").fill("AB1O")
    lin.find("scan-find").click()
    expect(lin.page.get_by_role("status").filter(has_text="没有 0、O、1、I、L")).to_be_visible()
    lin.find("scan-code").fill("ZZZZ ZZZZ")
    lin.find("scan-find").click()
    expect(lin.find("scan-unknown")).to_be_visible()


def test_a_damaged_photo_is_refused_on_site_and_the_answer_stays(
    lin: Inspector, site: Site
) -> None:
    lin.sign_in(site.account_of("lin"))
    lin.go(f"/premises/{uncovered_school(site, 'lin').id}")
    lin.start()
    lin.find("answer-pass").click()
    lin.saved()
    lin.find("camera-input").set_input_files([damaged()])
    expect(lin.find("problem-photo_damaged")).to_contain_text("请重拍", timeout=SLOW)
    expect(lin.find("photo")).to_have_count(0)
    expect(lin.find("answer-pass")).to_have_attribute("aria-pressed", "true")
    lin.take_photo()


def test_a_full_disk_on_the_server_leaves_the_photo_on_the_phone_until_there_is_room(
    lin: Inspector, site: Site
) -> None:
    lin.sign_in(site.account_of("lin"))
    lin.go(f"/premises/{uncovered_school(site, 'lin').id}")
    lin.start()
    lin.find("answer-pass").click()
    [(stored,)] = ask(site, "select count(*) from photo")
    with no_room(site):
        lin.take_photo()
        lin.go("/outbox")
        lin.find("retry").click()
        status = lin.find("sync-status")
        expect(status).to_contain_text("服务器磁盘已满", timeout=SLOW)
        expect(status).to_contain_text("已存本机")
        expect(status).to_contain_text("自动再试")
    lin.find("retry").click()
    expect(status).not_to_contain_text("服务器磁盘已满", timeout=60_000)
    lin.until(lambda: ask(site, "select count(*) from photo") == [(stored + 1,)])


@contextmanager
def no_room(site: Site) -> Iterator[None]:
    """No process of the server may write a byte more: its calls fail, as on a full disk."""
    before = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in site.processes()}
    for pid, (_, hard) in before.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        for pid, limits in before.items():
            resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)
