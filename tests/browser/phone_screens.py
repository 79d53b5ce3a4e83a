"""What a person does on the phone, by the marks the screens carry for tests."""

from playwright.sync_api import Page

from tests.browser.server import Account

SIGN_IN_SCREEN = '[data-test="sign-in"]'
TODAY_SCREEN = '[data-test="premises-row"]'


def sign_in(page: Page, account: Account) -> None:
    """From the sign-in screen until the first list of premises is on the phone."""
    page.fill("input[name=user]", account.user)
    page.fill("input[name=password]", account.password)
    page.click(SIGN_IN_SCREEN)
    page.wait_for_selector(TODAY_SCREEN, timeout=60_000)
