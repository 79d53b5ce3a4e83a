"""What a phone keeps of a person who signed out: his own work, and no list of anybody."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from tests.browser.inspector import SLOW, Inspector
from tests.browser.kept import look
from tests.browser.register import ask, uncovered_school
from tests.browser.server import Site

TABLES = ("rows", "cursors", "drafts", "pinned")


@pytest.fixture
def lin(playwright: Playwright, site: Site, tmp_path: Path) -> Iterator[Inspector]:
    inspector = Inspector(playwright, site, tmp_path / "lin")
    inspector.sign_in(site.account_of("lin"))
    yield inspector
    inspector.context.close()


def kept(phone: Inspector) -> list[int]:
    return [len(rows) for rows in look(phone.page, *TABLES).values()]


def test_the_next_person_sees_nothing_and_the_draft_opens_after_the_next_sign_in(
    lin: Inspector, site: Site
) -> None:
    lin.go(f"/premises/{uncovered_school(site, 'lin').id}")
    lin.start()
    lin.find("answer-pass").click()
    lin.saved()
    draft = lin.draft
    assert all(kept(lin))

    lin.go("/me")
    lin.find("sign-out").click()
    expect(lin.find("sign-out-kept")).to_contain_text(
        "这台手机上还留着 1 份草稿、0 条未上传，只有您登录后才能看到"
    )
    expect(lin.find("sign-out-drafts")).to_contain_text("草稿封存后才上传")
    lin.find("sign-out-keep").click()
    expect(lin.find("sign-in")).to_be_visible(timeout=SLOW)
    assert kept(lin) == [0, 0, 1, 1]

    lin.sign_in(site.account_of("zhao"))
    lin.go("/")
    expect(lin.find("premises-row").first).to_be_visible(timeout=SLOW)
    expect(lin.find("draft-row")).to_have_count(0)
    lin.go(f"/inspect/{draft}")
    expect(lin.page.get_by_text("不在本机").first).to_be_visible(timeout=SLOW)
    expect(lin.find("answer-pass")).to_have_count(0)
    lin.go("/me")
    lin.find("sign-out").click()
    expect(lin.find("sign-in")).to_be_visible(timeout=SLOW)

    lin.sign_in(site.account_of("lin"))
    lin.go("/")
    expect(lin.find("draft-row").first).to_be_visible(timeout=SLOW)
    lin.go(f"/inspect/{draft}")
    lin.page.wait_for_url("**/inspect/*/*")
    expect(lin.find("answer-pass")).to_be_visible()


def test_without_a_network_the_phone_is_locked_and_the_session_ends_at_the_first_contact(
    lin: Inspector, site: Site
) -> None:
    def sessions() -> int:
        [(n,)] = ask(
            site,
            "select count(*) from session join user on user.id = session.user_id"
            " where user.name = 'lin' and session.ended_at is null",
        )
        return int(n)

    before = sessions()
    lin.cut_network()
    lin.go("/me")
    lin.find("sign-out").click()
    expect(lin.find("locked")).to_have_text("已锁定，联网后登录会话才结束。", timeout=SLOW)
    assert kept(lin)[:2] == [0, 0]
    lin.go("/premises")
    expect(lin.find("sign-in")).to_be_visible()
    expect(lin.find("locked")).to_be_visible(timeout=SLOW)
    assert sessions() == before

    lin.restore_network()
    expect(lin.find("locked")).to_have_count(0, timeout=SLOW)
    assert sessions() == before - 1
    lin.sign_in(site.account_of("lin"))
    lin.go("/")
    expect(lin.find("premises-row").first).to_be_visible(timeout=SLOW)
