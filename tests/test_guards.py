"""Every route says who may pass; what is open to all stands in one list."""

from flask import Flask

from inspect_app.guards import open_to_all

OPEN_TO_ALL = {
    "auth",  # sign-in itself
    "auth_json",
    "phone",  # the shell, which holds no data
    "public",
    "sync_keys",  # public keys of receipts
    "health",
}


def test_every_blueprint_names_its_guard(app: Flask) -> None:
    unguarded = [name for name in app.blueprints if not guards_of(app, name)]
    assert unguarded == []


def test_only_the_listed_blueprints_are_open_to_all(app: Flask) -> None:
    open_ones = {name for name in app.blueprints if open_to_all in guards_of(app, name)}
    assert open_ones <= OPEN_TO_ALL


def test_no_route_stands_outside_a_blueprint(app: Flask) -> None:
    loose = {rule.endpoint for rule in app.url_map.iter_rules() if "." not in rule.endpoint}
    assert loose == {"static"}


def test_no_state_changes_by_get(app: Flask) -> None:
    mixed = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and {"DELETE", "PATCH", "PUT"} & (rule.methods or set())
    ]
    assert mixed == []


def guards_of(app: Flask, blueprint: str) -> list[object]:
    functions = app.before_request_funcs.get(blueprint, [])
    return [one for one in functions if one is open_to_all or hasattr(one, "roles")]
