"""Whoever calls wrongly gets one sentence, JSON where asked, exit 2, and never a traceback."""

import errno
import sqlite3

import pytest
from sqlalchemy.exc import OperationalError

from inspect_app.cli import run
from inspect_app.commands.refusals import as_refusal
from inspect_app.storage.bucket import StorageAway
from tests.cli.conftest import assert_refused


@pytest.mark.parametrize(
    ("arguments", "code", "where"),
    [
        (("nonsense", "--json"), "usage", ""),
        (("targets", "--json", "--as-of", "2023-02-30"), "usage", "--as-of"),
        (("targets", "--json", "--as-of", "20230228"), "usage", "--as-of"),
        (("targets", "--json", "--area", "310108"), "usage", "--area"),
        (("targets", "--json", "--target", "nothing"), "unknown_target", "target"),
        (
            ("targets", "list", "nothing", "--side", "excluded", "--json"),
            "unknown_target",
            "target",
        ),
        (("targets", "list", "canteen-school", "--json"), "usage", "--side"),
        (("checklists", "show", "nothing", "--json"), "unknown_checklist", "checklist"),
        (
            ("checklists", "show", "canteen-school", "--on", "1999-01-01", "--json"),
            "no_version",
            "on",
        ),
        (("user", "scope", "nobody", "--add", "310107005:cellar", "--json"), "usage", ""),
        (("user", "scope", "nobody", "--json"), "usage", ""),
        (("user", "disable", "nobody", "--json"), "not_found", ""),
    ],
)
def test_a_wrong_call_is_refused_by_name(tell, arguments, code, where):
    assert assert_refused(tell(*arguments), code)["where"] == where


def test_without_json_the_sentence_stands_alone_on_stderr(tell):
    result = tell("targets", "--target", "nothing")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("There is no target 'nothing'")


def test_no_command_shows_the_list_of_commands(tell):
    result = tell()
    assert (result.code, result.out) == (2, "")
    assert "targets" in result.err


def test_help_is_no_refusal(tell):
    assert tell("targets", "--help").code == 0


@pytest.mark.parametrize("command", ["targets", "demo"])
def test_a_folder_without_an_instance_is_named_and_left_alone(
    monkeypatch, tmp_path, capsys, command
):
    monkeypatch.setenv("INSPECT_INSTANCE", str(tmp_path / "nowhere"))
    assert run([command, "--json"]) == 2
    assert '"no_instance"' in capsys.readouterr().out
    assert run(["serve"]) == 2
    assert not (tmp_path / "nowhere").exists()


def test_an_empty_database_asks_for_the_migration(monkeypatch, tmp_path, capsys):
    sqlite3.connect(tmp_path / "inspect.db").close()
    monkeypatch.setenv("INSPECT_INSTANCE", str(tmp_path))
    assert run(["targets", "--json"]) == 2
    assert '"not_migrated"' in capsys.readouterr().out


def test_a_wrong_setting_is_named(tell, monkeypatch):
    monkeypatch.setenv("INSPECT_PORT", "many")
    assert assert_refused(tell("targets", "--json"), "setting")["where"] == "INSPECT_PORT"


def test_a_bucket_without_its_keys_names_what_is_missing(tell, monkeypatch):
    monkeypatch.setenv("INSPECT_STORAGE", "s3://bucket")
    assert assert_refused(tell("demo", "--json"), "setting")["where"] == "INSPECT_S3_ENDPOINT"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ModuleNotFoundError("no", name="psycopg"), "package"),
        (PermissionError(errno.EACCES, "Permission denied", "inspect.db"), "files"),
        (StorageAway("nobody answers"), "storage"),
        (OSError(errno.ENOSPC, "No space left on device", "inspect.db"), "full"),
        (KeyboardInterrupt(), "stopped"),
        (ZeroDivisionError("secret"), "error"),
    ],
)
def test_whatever_goes_wrong_has_a_code_and_tells_no_secret(error, code):
    refused = as_refusal(error)
    assert refused.code == code and refused.message.endswith(".")
    assert "secret" not in refused.message


def test_an_instance_that_is_a_file_is_refused(monkeypatch, tmp_path, capsys):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("INSPECT_INSTANCE", str(tmp_path / "file"))
    assert run(["migrate", "--json"]) == 2
    assert '"files"' in capsys.readouterr().out


def test_a_full_database_says_what_to_do_and_that_nothing_was_lost():
    refusal = as_refusal(OperationalError("insert", {}, Exception("database or disk is full")))
    assert refusal.code == "full"
    assert "腾出空间" in refusal.message and "safe" in refusal.message
