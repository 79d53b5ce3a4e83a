"""Takes a screenshot of every screen, on a server of its own with the demo district."""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Playwright, expect, sync_playwright

from inspect_app.demo.drawings.placeholders import draw_photo
from script.kind_screens import take_kinds
from script.shots import Shots
from script.walk import Walk
from tests.browser.chromium import open_desk, open_phone
from tests.browser.register import published_token
from tests.browser.server import Account, Site, running_site

CAMERA = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
Step = Callable[[Page], object]

# In this order on one phone: each step goes on from the screen before it.
PHONE: list[tuple[str, Callable[[Walk], object]]] = [
    ("sign-in", lambda walk: walk.go("/")),
    ("sign-in-wrong", lambda walk: walk.fail_to_sign_in()),
    ("today", lambda walk: walk.sign_in_and_wait()),
    ("premises", lambda walk: walk.go_to("premises")),
    ("premises-search", lambda walk: walk.find("search").fill("cy")),
    ("premises-areas", lambda walk: walk.page.get_by_text("全部街镇").click()),
    ("premises-one", lambda walk: walk.open_untouched()),
    ("inspect", lambda walk: walk.start()),
    ("inspect-fail", lambda walk: walk.fail_here()),
    ("inspect-photo", lambda walk: walk.find("photo").click()),
    ("inspect-sections", lambda walk: walk.open_sections()),
    ("inspect-number", lambda walk: walk.answer_until("number")),
    ("inspect-number-bad", lambda walk: walk.press(99)),
    ("seal-missing", lambda walk: walk.open_seal()),
    ("inspect-choice", lambda walk: walk.answer_until("choice")),
    ("seal-complete", lambda walk: walk.answer_the_rest()),
    ("seal-person", lambda walk: walk.find("pick-second").click()),
    ("seal-sign", lambda walk: walk.begin_signing()),
    ("seal-ready", lambda walk: walk.finish_signing()),
    ("sealed", lambda walk: walk.seal()),
    ("outbox-waiting", lambda walk: walk.find("to-outbox").click()),
    ("record-waiting", lambda walk: walk.job().click()),
    ("outbox-received", lambda walk: walk.send()),
    ("record", lambda walk: walk.job().click()),
    ("record-withdraw", lambda walk: walk.find("withdraw").click()),
    ("papers", lambda walk: walk.close_sheet("to-papers")),
    ("papers-record", lambda walk: walk.find("tab-record").click()),
    ("papers-result", lambda walk: walk.find("tab-result").click()),
    ("returned", lambda walk: walk.open_returned()),
    ("seal-revision", lambda walk: walk.open_seal()),
    ("today-drafts", lambda walk: walk.leave_to_today()),
    ("scan-no-camera", lambda walk: walk.go_to("scan")),
    ("scan-unknown", lambda walk: walk.type_code("ABCDEFGH")),
    ("unknown-path", lambda walk: walk.go("/inspect/none")),
    ("propose", lambda walk: walk.propose()),
    ("propose-closed", lambda walk: walk.find("propose-closed").click()),
    ("rescue", lambda walk: walk.go("/rescue")),
    ("practice", lambda walk: walk.practise()),
    ("practice-one", lambda walk: walk.find("practise-canteen_school").click()),
    ("me", lambda walk: walk.find("practice-end").click()),
    ("me-outdoor", lambda walk: walk.find("theme-outdoor").click()),
    ("today-outdoor", lambda walk: walk.go_to("today")),
    ("inspect-outdoor", lambda walk: walk.open_draft()),
    ("inspect-dark", lambda walk: walk.look("theme-dark", walk.open_draft)),
    ("today-dark", lambda walk: walk.leave_to_today()),
    ("today-en", lambda walk: walk.look("theme-light", lambda: walk.look("language-en"))),
    ("inspect-en", lambda walk: walk.open_draft()),
]
DESK: list[tuple[str, Step]] = [
    ("overview", lambda page: page.goto("/desk/")),
    ("overview-en", lambda page: page.goto("/desk/?lang=en")),
    ("reviews", lambda page: page.goto("/desk/reviews?lang=zh")),
    ("target", lambda page: page.goto("/desk/targets/canteen-school?side=numerator")),
    ("inspection-approved", lambda page: follow(page, "/desk/inspections/")),
    ("premises", lambda page: page.goto("/desk/premises")),
    ("premises-one", lambda page: follow(page, "/desk/premises/")),
    ("held", lambda page: page.goto("/desk/quarantine")),
    ("rescue", lambda page: page.goto("/desk/rescue")),
    ("phones", lambda page: page.goto("/desk/phones")),
    ("designations", lambda page: page.goto("/desk/designations")),
    ("proposals", lambda page: page.goto("/desk/proposals")),
    ("checklists", lambda page: page.goto("/desk/checklists")),
    ("checklist", lambda page: page.goto("/desk/checklists/elevator/2021.1")),
    ("labels", lambda page: page.goto("/desk/labels?area=310107005")),
    ("sessions", lambda page: page.goto("/auth/sessions")),
    ("password", lambda page: page.goto("/auth/password")),
    ("missing", lambda page: page.goto("/desk/nothing-here")),
]
ADMINISTRATOR: list[tuple[str, Step]] = [
    ("people", lambda page: page.goto("/desk/people")),
    ("held", lambda page: page.goto("/desk/quarantine")),
    ("held-one", lambda page: follow(page, "/desk/quarantine/")),
    ("baselines", lambda page: page.goto("/desk/baselines")),
    ("reported", lambda page: page.goto("/desk/reported")),
    ("reported-one", lambda page: page.goto("/desk/reported/one-window")),
    ("reports", lambda page: page.goto("/desk/reports")),
    ("report", lambda page: page.goto("/desk/reports/report.html?period=2022Q3")),
    (
        "checklist-unsettled",
        lambda page: page.goto("/desk/checklists/elevator/2021.1?only=unsettled"),
    ),
]
# What an administrator may open on a phone.
NARROW: list[tuple[str, Step]] = [
    ("narrow-overview", lambda page: page.goto("/desk/?lang=zh")),
    ("narrow-baselines", lambda page: page.goto("/desk/baselines")),
    ("narrow-reported", lambda page: page.goto("/desk/reported")),
    ("narrow-reported-one", lambda page: page.goto("/desk/reported/one-window")),
    ("narrow-designations", lambda page: page.goto("/desk/designations")),
    ("narrow-checklists", lambda page: page.goto("/desk/checklists")),
    ("narrow-premises", lambda page: page.goto("/desk/premises?lang=en")),
]
PUBLIC: list[tuple[str, Step]] = [
    ("plan", lambda page: page.goto("/plan")),
    ("unknown-code", lambda page: page.goto("/q/nothing")),
]


def follow(page: Page, address: str) -> None:
    """Open the first address below this one that the page links to."""
    page.goto(str(page.locator(f'a[href^="{address}"]').first.get_attribute("href")))


def main() -> None:
    shots = Shots(sys.argv[1] if len(sys.argv) > 1 else "")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        with running_site(Path(folder) / "instance") as site:
            for take in (take_phone, take_camera, take_desk, take_public, take_kinds):
                take(playwright, site, Path(folder) / "profile", shots)


def take_all(shots: Shots, page: Page, viewer: str, table: list[tuple[str, Step]]) -> None:
    for name, step in table:
        step(page)
        shots.take(page, f"{viewer}-{name}")


def take_phone(playwright: Playwright, site: Site, profile: Path, shots: Shots) -> None:
    if not shots.may_want("phone-"):
        return
    walk = Walk(playwright, site, profile)
    for name, step in PHONE:
        step(walk)
        shots.take(walk.page, f"phone-{name}")
    walk.context.close()


def take_camera(playwright: Playwright, site: Site, profile: Path, shots: Shots) -> None:
    """Take the scanner's screens with a simulated camera that looks at a wall."""
    if not shots.may_want("phone-"):
        return
    film = profile.with_name("wall.mjpeg")
    film.write_bytes(draw_photo("shelf") * 3)
    seen = f"--use-file-for-fake-video-capture={film}"
    context = open_phone(playwright, profile, *CAMERA, seen, base_url=site.base)
    page = context.pages[0]
    page.goto("/me")
    page.click('[data-test="language-zh"]')
    page.goto("/scan")
    shots.take(page, "phone-scan")
    page.click('[data-test="scan-type"]')
    shots.take(page, "phone-scan-typing")
    context.close()


def take_desk(playwright: Playwright, site: Site, profile: Path, shots: Shots) -> None:
    for role, table in (("supervisor", DESK), ("administrator", ADMINISTRATOR)):
        context = open_desk(playwright, profile.with_name(role), base_url=site.base)
        page = context.pages[0]
        page.goto("/auth/sign-in")
        shots.take(page, "desk-sign-in")
        sign_in_at_desk(page, site.account(role))
        take_all(shots, page, "desk", table)
        if role == "administrator":
            page.set_viewport_size({"width": 420, "height": 844})
            take_all(shots, page, "desk", NARROW)
        context.close()


def sign_in_at_desk(page: Page, account: Account) -> None:
    page.fill("input[name=user]", account.user)
    page.fill("input[name=password]", account.password)
    page.locator("input[name=password]").press("Enter")
    expect(page.locator("input[name=password]")).to_have_count(0)


def take_public(playwright: Playwright, site: Site, profile: Path, shots: Shots) -> None:
    result = ("result", lambda page: page.goto(f"/q/{published_token(site)}"))
    opened: list[tuple[str, BrowserContext]] = [
        ("phone", open_phone(playwright, profile.with_name("citizen"), base_url=site.base)),
        ("desk", open_desk(playwright, profile.with_name("citizen-2"), base_url=site.base)),
    ]
    for viewer, context in opened:
        take_all(shots, context.pages[0], f"public-{viewer}", [result, *PUBLIC])
        context.close()


if __name__ == "__main__":
    main()
