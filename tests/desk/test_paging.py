"""Long lists of the desk: what is no page is not found, one beyond the end leads to the last."""

import pytest
from flask import Flask

from tests.makers import make_user
from tests.signing import PAGE, visitor

LISTS = [
    "/desk/exports",
    "/desk/corrections?view=list",
    "/desk/targets/canteen-school?side=open",
    "/desk/map",
    "/desk/notices",
    "/desk/webhooks",
]


def and_page(path: str, name: str, number: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}{name}={number}"


@pytest.fixture
def sun(app: Flask) -> None:
    make_user("sun", role="administrator")


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("number", ["0", "x", "²", "-1"])
def test_what_is_no_page_is_not_found(app: Flask, sun: None, path: str, number: str) -> None:
    answer = visitor(app, "sun").get(and_page(path, "page", number), headers=PAGE)
    assert answer.status_code == 404


@pytest.mark.parametrize("path", LISTS)
def test_a_page_beyond_the_end_leads_to_the_last(app: Flask, sun: None, path: str) -> None:
    answer = visitor(app, "sun").get(and_page(path, "page", "999"), headers=PAGE)
    assert (answer.status_code, answer.location) == (302, and_page(path, "page", "1"))
