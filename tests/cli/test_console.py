"""The console script in a process of its own: exit codes, streams, and a reader that leaves."""

import subprocess
import sys

import pytest

CALL = (sys.executable, "-c", "from inspect_app.cli import main; main()")


@pytest.fixture
def environment(settings, monkeypatch):
    monkeypatch.setenv("INSPECT_INSTANCE", str(settings.instance))


def test_a_refusal_ends_with_2_and_one_sentence(environment):
    told = subprocess.run([*CALL, "targets", "--area", "x"], capture_output=True, text=True)
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr.count("\n") == 1


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
