"""A body that nobody is allowed to send is not read: the answer comes at once and is the last."""

import pytest

from tests.hostile.conftest import Target
from tests.hostile.speaking import request, speak

HUGE = 150 * 1024 * 1024
FORM = "Content-Type: multipart/form-data; boundary=b"
ANNOUNCED, CHUNKED = f"Content-Length: {HUGE}", "Transfer-Encoding: chunked"


@pytest.mark.parametrize("length", [ANNOUNCED, CHUNKED])
@pytest.mark.parametrize("path", ["/auth/password", "/desk/designations", "/desk/rescue"])
def test_a_strangers_form_is_refused_by_its_head_alone(
    target: Target, path: str, length: str
) -> None:
    heard = speak(target.site, request("POST", path, FORM, length, "Accept: text/html"), ends=False)
    assert (heard.status, heard.headers["connection"], heard.answers) == (401, "close", 1)


@pytest.mark.parametrize("path", ["/auth/sign-in", "/auth/sign-out", "/auth/login", "/csp-report"])
def test_so_is_one_that_announces_too_much(target: Target, path: str) -> None:
    more = ("X-Inspect-App: 1", "Content-Type: application/json", ANNOUNCED)
    heard = speak(target.site, request("POST", path, *more), ends=False)
    assert (heard.status, heard.headers["connection"], heard.answers) == (413, "close", 1)


@pytest.mark.parametrize("path", ["/healthz", "/plan", "/no/such/page"])
def test_a_page_that_takes_no_body_reads_none(target: Target, path: str) -> None:
    heard = speak(target.site, request("GET", path, ANNOUNCED), ends=False)
    assert (heard.headers["connection"], heard.answers) == ("close", 1)


def test_a_phone_hears_that_what_it_sent_is_too_large(target: Target) -> None:
    size = 3 * 1024 * 1024
    more = ("X-Inspect-App: 1", "Content-Type: application/json", f"Content-Length: {size}")
    head = request("POST", "/sync/push", *more, f"Cookie: {target.inspector}", "Connection: close")
    heard = speak(target.site, head, b" " * size, ends=False)
    assert (heard.status, b"too_large" in heard.rest) == (413, True)


def test_after_a_short_form_the_connection_goes_on(target: Target) -> None:
    short = request("POST", "/auth/logout", "X-Inspect-App: 1", "Content-Length: 2", body=b"{}")
    last = request("GET", "/boot.json", "Connection: close")
    assert speak(target.site, short + last, ends=False).answers == 2
