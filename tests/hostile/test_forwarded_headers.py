"""Where no proxy was named, nobody's word about the address or the scheme is believed."""

from tests.hostile.conftest import Target
from tests.hostile.speaking import request, speak

CLOSE = "Connection: close"


def test_no_header_moves_the_app_below_a_path(target: Target) -> None:
    heard = speak(target.site, request("GET", "/x/boot.json", "SCRIPT_NAME: /x", CLOSE))
    assert heard.status == 404
    assert speak(target.site, request("GET", "/boot.json", "SCRIPT_NAME: /x", CLOSE)).status == 200


def test_no_header_makes_plain_http_secure(target: Target) -> None:
    for line in ("X-Forwarded-Proto: https", "X-Forwarded-Protocol: ssl", "X-Forwarded-Ssl: on"):
        heard = speak(target.site, request("GET", "/plan?lang=en", line, CLOSE))
        cookie = heard.headers["set-cookie"]
        assert cookie.startswith("lang=en") and "Secure" not in cookie, line


def test_contradictory_ones_are_not_even_read(target: Target) -> None:
    lines = ("X-Forwarded-Proto: https", "X-Forwarded-Ssl: off", CLOSE)
    assert speak(target.site, request("GET", "/boot.json", *lines)).status == 200
