"""What a signature covers, in the one spelling that phone and server share."""

import json
from typing import Any

import pytest

from inspect_app.domain.rules.proofs import proven_content
from inspect_app.domain.rules.signed_content import SIGNED
from inspect_app.services.people.signed_digests import content_digest
from inspect_app.services.people.signing_keys import is_genuine, thumbprint
from tests.vectors.read import FOLDER

PROOFS: list[dict[str, Any]] = json.loads((FOLDER / "signatures/proofs.json").read_text())
CASES: list[dict[str, Any]] = json.loads((FOLDER / "signatures/content.json").read_text())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_phone_and_server_agree_on_the_digest(case: dict[str, Any]) -> None:
    assert content_digest(case["inspection"], case["body"]) == case["digest"]


@pytest.mark.parametrize("name", SIGNED)
def test_each_named_field_changes_it(name: str) -> None:
    body = CASES[0]["body"]
    changed = body | {name: {"other": True}}
    assert content_digest("a", changed) != content_digest("a", body)


def test_a_signature_for_one_inspection_is_none_for_another() -> None:
    body = CASES[0]["body"]
    assert content_digest("a", body) != content_digest("b", body)


def test_times_people_and_signatures_are_not_covered() -> None:
    body = CASES[0]["body"]
    more = {"signatures": [1], "sealed_at": "x", "inspectors": [], "position": None, "app": "2"}
    assert content_digest("a", body | more) == content_digest("a", body)


@pytest.mark.parametrize("case", PROOFS, ids=lambda case: case["name"])
def test_phone_and_server_agree_on_what_a_key_signed(case: dict[str, Any]) -> None:
    given = case["signature"]
    assert thumbprint(case["x"], case["y"]) == given["key"]
    content = proven_content(given)
    assert is_genuine(case["x"], case["y"], given["proof"], content) is case["genuine"]
