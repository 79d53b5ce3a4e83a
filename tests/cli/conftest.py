"""Runs `inspect-app` in this process, on this test's own instance."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from flask import has_app_context

from inspect_app.cli import run
from inspect_app.config import Settings
from inspect_app.extensions import db


class CommandResult(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Tell = Callable[..., CommandResult]


@pytest.fixture
def tell(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Tell:
    """`tell("targets", "--json", stdin=…)` → exit code, stdout, stderr."""
    monkeypatch.setenv("INSPECT_INSTANCE", str(settings.instance))
    monkeypatch.setenv("INSPECT_DATABASE_URL", settings.database_url)

    def call(*arguments: str, stdin: str | bytes = b"") -> CommandResult:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given)))
        capsys.readouterr()
        if has_app_context():
            db.session.rollback()  # a command may take longer than a transaction may stand idle
        code = run(list(arguments))
        return CommandResult(code, *capsys.readouterr())

    return call


@pytest.fixture
def go_to(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """From here on `tell` speaks of another instance, whose database is the file in it."""

    def call(folder: Path) -> None:
        monkeypatch.setenv("INSPECT_INSTANCE", str(folder))
        monkeypatch.delenv("INSPECT_DATABASE_URL")

    return call


def assert_refused(result: CommandResult, code: str) -> dict[str, str]:
    """Exit 2, one JSON value on stdout, one sentence without a traceback on stderr."""
    assert result.code == 2
    error: dict[str, str] = result.json["error"]
    assert error["code"] == code
    assert set(error) == {"code", "where", "message"}
    assert error["message"] in result.err and "Traceback" not in result.err
    return error


@pytest.fixture
def load(tell, tmp_path):
    def call(content):
        file = tmp_path / "history.json"
        file.write_text(content if isinstance(content, str) else json.dumps(content))
        return tell("rollup", "load", str(file), "--json")

    return call
