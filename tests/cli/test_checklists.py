"""`checklists show` and `score`: the code the server uses, judged from outside."""

import hashlib
import json

import pytest

from tests.cli.conftest import assert_refused

GIVEN = {"premises": {"kind": "canteen_school", "attrs": {}}, "on": "2022-06-01", "answers": {}}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "malformed"),
        ("{", "malformed"),
        ('{"on": "2022-06-01", "on": "2022-06-01"}', "malformed"),
        ("[]", "day"),
        ('{"on": 20220601}', "day"),
        (json.dumps(GIVEN | {"on": "1999-01-01"}), "no_version"),
        (json.dumps(GIVEN | {"answers": {"no.item": {"value": "pass"}}}), "unknown_item"),
    ],
)
def test_what_cannot_be_judged_is_refused(tell, text, code):
    assert_refused(tell("score", "--checklist", "canteen-school", stdin=text), code)


def test_one_bad_line_leaves_the_next_one_alone(tell):
    good = json.dumps(GIVEN)
    result = tell(
        "score", "--checklist", "canteen-school", "--lines", stdin=f"{good}\n{{\n{good}\n"
    )
    first, second, third = (json.loads(line) for line in result.out.splitlines())
    assert result.code == 0
    assert first == third and first["result"] is None and first["missing"]
    assert second["error"]["code"] == "malformed"


def test_a_bad_verdict_is_still_a_verdict(tell):
    result = tell("score", "--checklist", "canteen-school", stdin=json.dumps(GIVEN))
    assert (result.code, result.json["complete"], result.json["checklist"]) == (
        0,
        False,
        "canteen-school",
    )


def test_the_digest_is_that_of_the_published_text(tell):
    shown = tell("checklists", "show", "canteen-elderly", "--on", "2022-06-01", "--json").json
    digest = shown.pop("sha256")
    text = json.dumps(shown, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(text.encode()).hexdigest() == digest


def test_without_an_instance_the_files_answer_alike(tell, go_to, tmp_path):
    published = tell("checklists", "show", "canteen-school", "--json").json
    go_to(tmp_path / "nowhere")
    assert tell("checklists", "show", "canteen-school", "--json").json == published


def test_people_read_a_list(tell):
    result = tell("checklists", "show", "canteen-school")
    assert len(result.out.splitlines()) == 41
    assert "bright.mode" in result.out
