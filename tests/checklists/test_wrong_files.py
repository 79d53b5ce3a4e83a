"""A wrong file stops the start and names itself, the line and the reason."""

from pathlib import Path

import pytest

from inspect_app.checklists.load import FOLDER, ChecklistFileError, load_all, load_file
from tests.vectors.read import FOLDER as VECTORS

EVERY_TYPE = (VECTORS / "every-type.yaml").read_text("utf-8")
UNMEASURED = (VECTORS / "unmeasured.yaml").read_text("utf-8")


def refuse(tmp_path: Path, text: str) -> ChecklistFileError:
    path = tmp_path / "wrong.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ChecklistFileError) as caught:
        load_file(path)
    error = caught.value
    assert str(error) == f"{error.path}:{error.line}: {error.reason}"
    return error


# What is written wrong, by which it is replaced, and a part of the reason.
WRONG = [
    ("code: every-type", "code: Every Type", "does not match"),
    ("version: '2021.1'", "version: 2021.1", "is not of type 'string'"),
    ("kind: market", "kind: bazaar", "there is no kind 'bazaar'"),
    ("judgement: three_grades", "judgement: dice", "the judgements are three_grades, "),
    ("signatures: []", "signatures: [mayor]", "is not one of"),
    ("signatures: []", "signatures: []\ncolour: red", "'colour' was unexpected"),
    ("signatures: []", "signatures: []\nsignatures: []", "'signatures' stands twice"),
    ("signatures: []", "signatures: &a [*a]", "aliases are not allowed"),
    ("signatures: []", "signatures: [", "expected"),
    ("valid_from: 2021-01-01", "valid_from: 2021-02-30", "not in the calendar"),
    ("valid_from: 2021-01-01", "valid_from: 2020-01-01", "no rule holds on the first day"),
    ("valid_to: 2023-12-31", "valid_to: 2024-12-31", "no rule holds on the last day"),
    ("{from: 2023-01-01, to", "{from: 2023-01-02, to", "on the day after"),
    ("{id: all, zh", "{id: some, zh", "there is no section 'all'"),
    ("id: b.named", "id: b.high", "the id is used twice"),
    ("vetoes: title, ", "", "names what it vetoes"),
    ("vetoes: title", "vetoes: coverage", "cannot be left out with na"),
    ("entry: {min: 0.05, max: 9, step: 0.1}, ", "", "a number needs the range"),
    ("limits: [{max: 1}]", "limits: [{max: 9.1}]", "outside of what can be entered"),
    ("limits: [{max: 1}]", "limits: [{max: 1}], warn: {max: 1}", "begins inside the limits"),
    ("limits: [{max: 30}]", "limits: [{max: 30}], warn: {max: 9}", "only a number with limits"),
    ("limits: [{max: 30}], ", "", "an age needs a limit"),
    ("{min: 1, max: 3}", "{min: 3, max: 1}", "the lower one first"),
    ("{value: fish", "{value: meat", "an option stands twice"),
    ("{value: fish", "{value: na", "na is not an option"),
    ("{name: high", "{name: low", "a part stands twice"),
    ("op: has, value: meat", "op: has, value: beef", "'beef' is none of meat, fish"),
    ("op: has, value: meat", "op: has, value: [meat]", "has needs one plain value"),
    ("op: has, value: meat", "op: set, value: meat", "set takes no value"),
    ("op: has, value: meat", "op: like, value: meat", "'like' is not one of"),
    ("op: in, value: [true]", "op: in, value: true", "in needs a list"),
    ("attr:opened_on'", "attr:closed_on'", "there is no attribute 'closed_on'"),
    ("answer:a.numbers:high'", "answer:a.numbers:mid'", "has no part 'mid'"),
    ("answer:a.text'", "answer:b.old'", "there is no item 'b.old' before"),
    ("answer:a.text'", "answer:b.named'", "there is no item 'b.named' before"),
]


@pytest.mark.parametrize(("right", "wrong", "reason"), WRONG, ids=[w[1][:40] for w in WRONG])
def test_the_reason_is_named(tmp_path: Path, right: str, wrong: str, reason: str) -> None:
    assert EVERY_TYPE.count(right) >= 1
    assert reason in refuse(tmp_path, EVERY_TYPE.replace(right, wrong, 1)).reason


def test_the_line_is_that_of_the_fault(tmp_path: Path) -> None:
    wrong = EVERY_TYPE.replace("op: has, value: meat", "op: has, value: beef")
    line = next(n for n, text in enumerate(wrong.splitlines(), 1) if "beef" in text)
    assert refuse(tmp_path, wrong).line == line


@pytest.mark.parametrize(
    ("right", "wrong", "reason", "fault"),
    [
        ("unmeasured: fail,", "unmeasured: open,", "key item that was not measured", "u.core"),
        ("photo: on_fail, unmeasured: fail", "unmeasured: open", "veto item that was", "u.due"),
        ("type: date, unmeasured: open", "type: date, unmeasured: fail", "recorded", "u.built"),
        ("type: text", "type: text, unmeasured: open", "text is never unmeasured", "u.name"),
        ("photo: on_fail, ", "", "a veto item needs a photo", "u.due"),
        ("unmeasured: open", "unmeasured: maybe", "'maybe' is not one of", "u.temp"),
    ],
)
def test_what_was_not_measured_is_worth_something_that_its_item_can_have(
    tmp_path: Path, right: str, wrong: str, reason: str, fault: str
) -> None:
    text = UNMEASURED.replace(right, wrong, 1)
    error = refuse(tmp_path, text)
    assert reason in error.reason
    lines = text.splitlines()
    assert any(fault in line for line in lines[error.line - 2 : error.line])


def test_an_empty_file_and_one_of_bytes_are_refused(tmp_path: Path) -> None:
    assert "empty" in refuse(tmp_path, "# nothing\n").reason
    path = tmp_path / "bytes.yaml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ChecklistFileError):
        load_file(path)


def test_a_missing_include_is_named(tmp_path: Path) -> None:
    wrong = EVERY_TYPE.replace("signatures: []", "signatures: []\ninclude: [nobody]")
    assert refuse(tmp_path, wrong).reason == "there is no shared/nobody.yaml"


def test_a_fault_in_a_shared_file_is_shown_there(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    core = (FOLDER / "shared" / "canteen-core.yaml").read_text("utf-8")
    wrong = core.replace("section: wash", "section: washing", 1)
    (tmp_path / "shared" / "canteen-core.yaml").write_text(wrong, encoding="utf-8")
    school = (FOLDER / "canteen-school.yaml").read_text("utf-8")
    error = refuse(tmp_path, school)
    assert error.path.name == "canteen-core.yaml"
    assert wrong.splitlines()[error.line - 1].strip() == "section: washing"


def test_an_attribute_is_declared_once(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    twice = "attrs:\n  standard: {type: boolean, zh: 甲, en: A}\n"
    (tmp_path / "shared" / "core.yaml").write_text(twice, encoding="utf-8")
    wrong = EVERY_TYPE.replace("signatures: []", "signatures: []\ninclude: [core]")
    assert "'standard' is declared twice" in refuse(tmp_path, wrong).reason


def test_a_copied_checklist_is_one_more(tmp_path: Path) -> None:
    copied = EVERY_TYPE.replace("code: every-type", "code: another-type")
    for name, text in (("every-type", EVERY_TYPE), ("another-type", copied)):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    assert [each.code for each in load_all(tmp_path)] == ["another-type", "every-type"]
