"""`checklists verify` and `checklists diff`, first where they find a fault."""

import pytest
from sqlalchemy import create_engine, text

from inspect_app.commands import checklist_files
from tests.cli.conftest import assert_refused


def write(settings, statement, **values):
    engine = create_engine(settings.database_url)
    with engine.begin() as connection:
        connection.execute(text(statement), values)
    engine.dispose()


def change_market(settings):
    changed = "UPDATE checklist SET sha256 = :other WHERE code = 'market' AND version = '2021.2'"
    write(settings, changed, other="0" * 64)


def forget(settings, code):
    write(settings, "DELETE FROM checklist WHERE code = :code", code=code)


def test_a_changed_file_of_a_published_version_is_found(tell, settings):
    change_market(settings)
    result = tell("checklists", "verify", "--json")
    assert result.code == 1
    assert [row["code"] for row in result.json if row["problem"]] == ["market"]


def test_a_wrong_file_is_named_and_the_others_are_read(tell, monkeypatch, tmp_path):
    (tmp_path / "wrong.yaml").write_text("code: wrong\n", encoding="utf-8")
    monkeypatch.setattr(checklist_files, "FOLDER", tmp_path)
    result = tell("checklists", "verify")
    assert result.code == 1
    assert "wrong.yaml:1: " in result.out


def test_without_an_instance_the_files_are_read_alone(tell, go_to, tmp_path):
    go_to(tmp_path / "nowhere")
    assert tell("checklists", "verify").code == 0


def test_beside_a_changed_file_nothing_is_published(tell, settings):
    change_market(settings)
    forget(settings, "stall")
    assert_refused(tell("checklists", "publish", "--json"), "file")
    assert_refused(tell("checklists", "show", "stall", "--json"), "unknown_checklist")


def test_what_is_new_in_the_files_is_published_once(tell, settings):
    forget(settings, "market")
    result = tell("checklists", "publish", "--json").json
    assert [(row["code"], row["version"]) for row in result] == [
        ("market", "2021.1"),
        ("market", "2021.2"),
    ]
    assert tell("checklists", "publish", "--json").json == []
    assert tell("checklists", "show", "market", "--json").json["sha256"] == result[1]["sha256"]


def test_every_checklist_has_its_line(tell):
    result = tell("checklists", "verify")
    assert result.code == 0
    rows = {line.split("\t")[0]: line.split("\t")[1:] for line in result.out.splitlines()[1:]}
    assert len(rows) == 12 + 11
    assert rows["earlier/elevator.yaml"][0] == "2021.1"
    assert rows["elevator.yaml"][1:3] == ["40+1", "9/20/11/0"]
    assert rows["construction-jgj59.yaml"][1:3] == ["189", "99/69/21"]
    assert rows["food-street.yaml"][1:3] == ["20", "3/6/10/1"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("bazaar",), "unknown_checklist"), (("market", "1999.1"), "no_version")],
)
def test_what_is_not_there_cannot_be_compared(tell, arguments, code):
    assert_refused(tell("checklists", "diff", *arguments, "--json"), code)


def test_a_file_that_was_published_does_not_differ(tell):
    result = tell("checklists", "diff", "market", "--json").json
    assert (result["added"], result["removed"], result["changed"], result["head"]) == (
        [],
        [],
        [],
        {},
    )
