"""Photos at an item: all that were chosen are kept, what fails is told, a seal waits for them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from tests.browser.inspector import PICTURES, SLOW, Inspector
from tests.browser.kept import look
from tests.browser.pictures import FAR_AWAY, noise, small_picture
from tests.browser.register import uncovered_school
from tests.browser.server import Site


@pytest.fixture
def lin(playwright: Playwright, site: Site, tmp_path: Path) -> Iterator[Inspector]:
    inspector = Inspector(playwright, site, tmp_path / "lin")
    inspector.sign_in(site.account_of("lin"))
    inspector.cut_network()
    inspector.go(f"/premises/{uncovered_school(site, 'lin').id}")
    inspector.start()
    inspector.find("answer-fail").click()
    inspector.saved()
    yield inspector
    inspector.context.close()


def test_a_file_that_is_no_photo_is_told_although_the_inspector_went_on(lin: Inspector) -> None:
    large = noise(next(PICTURES))
    broken = large | {"buffer": large["buffer"][:5_000] + b"no photo" * 200_000}
    lin.find("camera-input").set_input_files([broken])
    told = lin.page.locator('[data-test^="problem-photo"]')
    lin.page.get_by_role("button", name="返回").click()
    lin.page.wait_for_url("**/premises/**")
    expect(told).to_be_visible(timeout=SLOW)
    here = lin.page.url
    lin.page.get_by_role("button", name="返回").click()
    lin.page.wait_for_url(lambda url: url != here)
    expect(told).to_be_visible()
    lin.page.get_by_role("button", name="关闭").click()
    expect(told).to_have_count(0)


def test_everything_chosen_from_the_album_is_kept(lin: Inspector) -> None:
    chosen = [small_picture(next(PICTURES)) for _ in range(4)]
    lin.find("album-input").set_input_files(chosen)
    expect(lin.find("photo")).to_have_count(4, timeout=4 * SLOW)
    expect(lin.find("photo-count")).to_contain_text("4")
    expect(lin.find("photo").filter(has_text="已存本机")).to_have_count(4, timeout=SLOW)


@pytest.mark.long
def test_nothing_is_sealed_while_a_photo_of_it_is_being_saved(lin: Inspector) -> None:
    before = set(look(lin.page, "bytes")["bytes"])  # copies of photos that rechecks compare with
    lin.page.evaluate(FAR_AWAY)
    lin.find("album-input").set_input_files([small_picture(next(PICTURES))])
    lin.show(f"/seal/{lin.draft}")
    expect(lin.find("photos-saving")).to_be_visible(timeout=SLOW)
    lin.page.evaluate("arrive()")
    expect(lin.find("photos-saving")).to_have_count(0, timeout=SLOW)
    assert len(set(look(lin.page, "bytes")["bytes"]) - before) == 1


@pytest.mark.long
def test_a_page_killed_behind_the_camera_says_so_although_an_earlier_photo_came(
    lin: Inspector,
) -> None:
    lin.page.evaluate(FAR_AWAY)
    with lin.page.expect_file_chooser() as camera:
        lin.find("take-photo").click()
    camera.value.set_files([small_picture(next(PICTURES))])
    with lin.page.expect_file_chooser():
        lin.find("take-photo").click()
    lin.page.evaluate("arrive()")
    expect(lin.find("photo")).to_have_count(1, timeout=SLOW)
    lin.page.reload()
    told = lin.page.get_by_text("刚才的照片没有存到")
    expect(told).to_be_visible(timeout=SLOW)

    with lin.page.expect_file_chooser() as camera:
        lin.find("take-photo").click()
    camera.value.set_files([small_picture(next(PICTURES))])
    expect(lin.find("photo")).to_have_count(2, timeout=SLOW)
    expect(told).to_have_count(0)
