"""Whoever may not call a route is turned away before anything that he sent is looked at."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from inspect_app.domain.vocabulary import ROLES
from tests.makers import make_user
from tests.signing import visitor
from tests.test_guards import guards_of

TURNED_AWAY = {302, 401, 403, 404}
ANYBODY = "*"
IDS = {"record_pk": 1, "rev": 1, "move": "send"}
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=b"
ODD: list[dict[str, Any]] = [
    {},
    {"data": b"{", "content_type": "application/json"},
    {"data": b'{"a":NaN}', "content_type": "application/json"},
    {"data": b"csrf_token=wrong&rev=x&named_on=never", "content_type": FORM},
    {"data": b"--b\r\nContent-Disposition: nothing", "content_type": MULTIPART},
    {"data": b"\xff\xfe", "content_type": "text/plain"},
    {"data": b"x" * (2 * 1024 * 1024), "content_type": FORM},
    {"query_string": "as_of=never&page=x&rev=\x00", "headers": {"Upload-Offset": "-1"}},
    {"headers": {"X-Inspect-App": "1", "Tus-Resumable": "9", "Content-Encoding": "br"}},
]


def may_call(app: Flask, rule: Rule) -> set[str]:
    """The roles of the blueprint's guard that the view lets in, too; `*` for everybody."""
    guards = guards_of(app, rule.endpoint.partition(".")[0])
    allowed = {role for one in guards for role in getattr(one, "roles", (ANYBODY,))}
    narrowed = set(getattr(app.view_functions[rule.endpoint], "roles", allowed))
    return narrowed if "*" in allowed else allowed & narrowed


def closed_to(app: Flask, role: str) -> Iterator[Rule]:
    for rule in app.url_map.iter_rules():
        allowed = may_call(app, rule)
        if rule.endpoint != "static" and not {role, ANYBODY} & allowed:
            yield rule


def refused(app: Flask, client: FlaskClient, rule: Rule) -> None:
    """Whatever comes, the answer is about who asks."""
    known = {name: IDS.get(name, "x") for name in rule.arguments}
    with app.test_request_context():
        path = str(app.url_map.bind("localhost").build(rule.endpoint, known, force_external=False))
    for method in sorted((rule.methods or set()) - {"OPTIONS"}):
        for odd in ODD:
            status = client.open(path, method=method, **odd).status_code
            assert status in TURNED_AWAY, (method, path, odd.get("content_type"), status)


def is_for_signed_in(app: Flask, rule: Rule) -> bool:
    guards = guards_of(app, rule.endpoint.partition(".")[0])
    return any(hasattr(one, "roles") for one in guards)


def test_a_stranger_is_turned_away_whatever_he_sends(app: Flask, client: FlaskClient) -> None:
    rules = [rule for rule in app.url_map.iter_rules() if is_for_signed_in(app, rule)]
    assert len(rules) > 40
    for rule in rules:
        refused(app, client, rule)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_turned_away_where_it_may_not_act_whatever_it_sends(
    app: Flask, role: str
) -> None:
    make_user("somebody", role=role)
    client = visitor(app, "somebody")
    app.config["WTF_CSRF_ENABLED"] = True
    rules = list(closed_to(app, role))
    assert rules
    for rule in rules:
        refused(app, client, rule)


def test_every_change_at_the_desk_names_who_may_make_it(app: Flask) -> None:
    silent = [
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("desk.") and "POST" in (rule.methods or ())
        if not hasattr(app.view_functions[rule.endpoint], "roles")
    ]
    assert silent == []
