"""The console script in a process of its own: exit codes, streams, and a reader that leaves."""

import json
import os
import subprocess
import sys

import pytest

CALL = (sys.executable, "-c", "from inspect_app.cli import main; main()")


@pytest.fixture
def environment(settings, monkeypatch):
    monkeypatch.setenv("INSPECT_INSTANCE", str(settings.instance))


def test_a_refusal_ends_with_2_and_one_sentence(environment):
    result = subprocess.run([*CALL, "targets", "--area", "x"], capture_output=True, text=True)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("gone", ["closed", "full"])
def test_a_refusal_that_nobody_can_read_still_ends_with_2(environment, gone):
    show = [*CALL, "checklists", "show", "none", "--json"]
    reader, writer = os.pipe()
    os.close(reader)
    out = writer if gone == "closed" else os.open("/dev/full", os.O_WRONLY)
    result = subprocess.run(show, stdout=out, stderr=subprocess.PIPE, text=True)
    os.close(out)
    assert (result.returncode, result.stderr.count("\n")) == (2, 1)


def test_arguments_that_are_no_text_are_refused_by_name(environment):
    result = subprocess.run([*CALL, "checklists", "show", b"\xff", "--json"], capture_output=True)
    assert (result.returncode, json.loads(result.stdout)["error"]["code"]) == (2, "malformed")


def test_a_reader_that_leaves_causes_no_traceback(environment):
    lines = b"{}\n" * 3000
    score = [*CALL, "score", "--checklist", "canteen-school", "--lines"]
    with subprocess.Popen(
        score, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin and process.stdout and process.stderr
        process.stdin.write(lines[:3])
        process.stdin.flush()
        assert b'"error"' in process.stdout.readline()
        process.stdout.close()
        try:
            process.stdin.write(lines)
            process.stdin.close()
        except BrokenPipeError:
            pass
        assert b"Traceback" not in process.stderr.read()
