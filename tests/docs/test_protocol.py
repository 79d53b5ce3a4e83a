"""What docs/protocol.md says of codes, limits and addresses is what the server does."""

import json
import re
from pathlib import Path
from typing import Any

from flask import Flask

from inspect_app.errors import CATALOGUE
from inspect_app.models.people import User
from sync.records import ALREADY, FIX, NEVER, QUARANTINED, RETRY, STORED, WAITING
from tests.phone.phones import ready_phone

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "protocol.md").read_text(encoding="utf-8")
MOST_LINES = 500
LOCATION = "/sync/uploads/<id>"  # told as <Location>


def rows_after(heading: str) -> list[list[str]]:
    """The cells of the first table after a line that begins so."""
    lines = TEXT[TEXT.index(f"\n{heading}") + 1 :].splitlines()
    cells = [line.split("|")[1:-1] for line in lines]
    return cells[2 : next(at for at, one in enumerate(cells) if at > 1 and not one)]


def codes_in(cell: str) -> list[str]:
    return re.findall(r"`([a-z_]+)`", cell)


def test_every_error_is_told_with_its_own_status() -> None:
    for statuses, codes, *_ in rows_after("| status |"):
        told = {int(status) for status in re.findall(r"\d+", statuses)}
        for code in codes_in(codes):
            if code != "error_id":
                assert CATALOGUE[code].status in told, code


def test_a_status_before_a_code_is_that_of_the_code() -> None:
    pairs = re.findall(r"\b([45]\d\d) `([a-z_]+)`", TEXT)
    assert len(pairs) > 15
    assert [pair for pair in pairs if CATALOGUE[pair[1]].status != int(pair[0])] == []


def test_every_verdict_is_told() -> None:
    told = [codes_in(row[0])[0] for row in rows_after("| verdict | means |")]
    assert sorted(told) == sorted([STORED, ALREADY, WAITING, QUARANTINED, RETRY, FIX, NEVER])


def test_every_reason_for_quarantine_that_the_desk_knows_is_told() -> None:
    words = json.loads((ROOT / "inspect_app/texts/desk-rescue.en.json").read_text("utf-8"))
    known = {key.rpartition(".")[2] for key in words if key.startswith("desk.quarantine.code.")}
    rows = rows_after("| code of |")
    ours = rows[: next(at for at, row in enumerate(rows) if "`retry`" in row[0])]
    assert {code for row in ours for code in codes_in(row[1])} - {"dismissed"} == known


def test_hello_answers_as_told(app: Flask, lin: User) -> None:
    answer: dict[str, Any] = ready_phone(app, lin).hello().json
    told = TEXT[TEXT.index("## POST /sync/hello") :]
    shown = re.search(r'"limits": (\{.*?\})', told, re.DOTALL)
    assert shown and json.loads(shown[1]) == answer["limits"]
    assert [name for name in answer if f'"{name}":' not in told] == []


def test_every_address_of_the_protocol_is_told(app: Flask) -> None:
    rules = {str(rule) for rule in app.url_map.iter_rules() if str(rule).startswith("/sync")}
    rules = {re.sub(r"<(?:[^:>]*:)?(\w+)>", r"<\1>", rule) for rule in rules}
    assert [rule for rule in sorted(rules - {LOCATION}) if rule not in TEXT] == []


def test_it_stays_one_page_that_somebody_reads() -> None:
    assert len(TEXT.splitlines()) <= MOST_LINES
