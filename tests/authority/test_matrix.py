"""Every route, every caller, every object near and far: who is let in, and what stays unseen."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from inspect_app.config import Settings
from tests.authority.matrix import ABSENT, CALLERS, FAR, METHODS, NEAR, Caller, Row, read_matrix
from tests.authority.objects import NAMES, Objects
from tests.conftest import settings_for
from tests.instances import opened as opened_app
from tests.signing import NewVisitor

ROWS = read_matrix()
HEADERS = {"X-Inspect-App": "1", "Accept": "text/html"}


@pytest.fixture(scope="module")
def world(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Objects]:
    folder = tmp_path_factory.mktemp("authority") / "instance"
    shutil.copytree(template, folder)
    settings: Settings = replace(settings_for(folder), limits=False, bulk_approval=True)
    with opened_app(settings) as app, pytest.MonkeyPatch.context() as patched:
        # Who gets a paper is asked here; a machine without fonts makes no PDF.
        patched.setattr("inspect_app.desk.papers.pages.pdf_of", lambda *_: b"%PDF-1.7")
        app.test_client_class = NewVisitor
        app.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=False, WTF_CSRF_ENABLED=False)
        yield Objects(app)


def address(rule: str, arguments: dict[str, str]) -> str:
    return re.sub(r"<(?:[^<>:]*:)?(\w+)>", lambda found: arguments[found[1]], rule)


def ask(world: Objects, caller: Caller, method: str, path: str) -> TestResponse:
    """One request in a session of its own: an act before may have ended the last one."""
    token = world.tokens[caller.name]
    if caller.role:
        token = world.new_token(world.users[caller.name])
    elif caller.name == "drain":
        token = world.new_token(world.users["second"], drain=True)
    headers = HEADERS | ({"Cookie": f"inspect={token}"} if token else {})
    client = world.app.test_client(use_cookies=False)
    with client.open(path, method=method, headers=headers) as answer:
        answer.get_data()
        return answer


def is_turned_away(answer: TestResponse) -> bool:
    to_sign_in = answer.status_code == 302 and "/auth/sign-in" in (answer.location or "")
    return answer.status_code in (401, 403) or to_sign_in


def test_every_route_has_a_row_and_every_row_a_route(world: Objects) -> None:
    routes = {
        (method, rule.rule)
        for rule in world.app.url_map.iter_rules()
        for method in rule.methods or ()
        if not (method == "HEAD" and "GET" in rule.methods)
        and not (method == "OPTIONS" and rule.provide_automatic_options)
    }
    rows = {(row.method, row.rule) for row in ROWS}
    assert (sorted(routes - rows), sorted(rows - routes)) == ([], [])


def cases() -> list[tuple[Row, Caller, str]]:
    places = {True: (NEAR, FAR, ABSENT), False: (NEAR,)}
    return [
        (row, caller, place)
        for row in ROWS
        for caller in CALLERS
        for place in places[row.whose is not None]
    ]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.method} {row.rule}")
def test_who_may_not_is_turned_away_and_sees_nothing(world: Objects, row: Row) -> None:
    wrong = []
    for place in (NEAR, FAR, ABSENT) if row.whose else (NEAR,):
        # Those who may come last: what they do may change or remove the object.
        for caller in sorted(CALLERS, key=lambda one: row.lets_in(one) and row.shows(one, place)):
            path = address(row.rule, world.arguments(row.rule, place))
            answer = ask(world, caller, row.method, path)
            if fault := fault_of(row, caller, place, answer):
                wrong.append((caller.name, place, answer.status_code, fault))
    assert wrong == []


def fault_of(row: Row, caller: Caller, place: str, answer: TestResponse) -> str:
    """Return what is wrong with an answer, or nothing."""
    if answer.status_code >= 500:
        return "a failure"
    if not row.lets_in(caller):
        turned_away = is_turned_away(answer) or answer.status_code == 404
        return "" if turned_away and not speaks_of(answer) else "let in"
    if row.shows(caller, place):
        refused = is_turned_away(answer) and not is_own_work(answer)
        denied = refused or answer.status_code == 404
        expected = row.may == "all" or answer.status_code == row.refuses
        return "turned away" if denied and not expected else ""
    hidden = answer.status_code == 404 or (row.method != "GET" and answer.status_code == 403)
    return "" if hidden and not speaks_of(answer) else "shown"


def is_own_work(answer: TestResponse) -> bool:
    """A reader who may call it, but not decide on this very thing."""
    return answer.status_code == 403 and any(word in answer.text for word in OWN_WORDS)


def speaks_of(answer: TestResponse) -> bool:
    return any(name[:4] in answer.text for name in NAMES.values())


OWN_WORDS = ("own", "另一", "本人", "参加", "别人")


@pytest.mark.long
@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.method} {row.rule}")
def test_no_other_method_does_anything(world: Objects, row: Row) -> None:
    known = {one.method for one in ROWS if one.rule == row.rule}
    known |= {"OPTIONS"} | ({"HEAD"} if "GET" in known else set())
    path = address(row.rule, world.arguments(row.rule, NEAR))
    answers = [
        (caller.name, method, ask(world, caller, method, path).status_code)
        for caller in CALLERS
        for method in METHODS
        if method not in known
    ]
    allowed = {302, 400, 401, 403, 404, 405, 412}
    assert [one for one in answers if one[2] not in allowed] == []


PHOTOS = ("/desk/photos/{inspection_id}/", "/desk/quarantine/{record_pk}/photos/")


@pytest.mark.parametrize("caller", CALLERS, ids=lambda caller: caller.name)
def test_no_photo_is_shown_at_another_ones_address(world: Objects, caller: Caller) -> None:
    hashes = {
        one: place
        for place, found in world.places.items()
        for one in (*found.made.photos, found.ids["quarantined"], "e" * 64, "../..", "0")
    }
    for of in PHOTOS:
        for place, found in world.places.items():
            own = _named(found, of)
            for hash in hashes:
                answer = ask(world, caller, "GET", of.format(**found.ids) + hash)
                seen = answer.status_code == 200 and answer.mimetype == "image/jpeg"
                assert not seen or hash in own, (of, place, hash)
                assert answer.status_code < 500


def _named(found: object, of: str) -> set[str]:
    ids, made = found.ids, found.made  # type: ignore[attr-defined]
    return set(made.photos) if "inspection" in of else {ids["quarantined"]} | set(made.photos)


def test_there_are_thousands_of_cases() -> None:
    others = len(ROWS) * len(CALLERS) * 4
    assert len(cases()) + others + len(CALLERS) * 40 >= 3_000
