"""What of gunicorn our worker leans on without gunicorn's promise; a new release may move it."""

import inspect
import re
from pathlib import Path

import gunicorn.http.wsgi
import gunicorn.util
import pytest
from gunicorn.http import body
from gunicorn.http.message import Message
from gunicorn.http.unreader import SocketUnreader
from gunicorn.workers import gthread

WORKER = Path(__file__).parents[2] / "inspect_app" / "server" / "gunicorn_worker.py"
# Each with what is lost when it moves.
PARTS = {
    "_DEFER": "a client that sent half a head would keep a thread",
    "enqueue_req": "sockets would have no time limit",
    "handle": "a thread would be given to a request whose head is not whole",
    "finish_request": "slow heads would be forgotten instead of being looked at again",
    "wait_for_and_dispatch_events": "slow heads would be looked at too rarely",
    "murder_pending": "slow heads would never be ended",
    "_keepalive_after": "a cut request would be followed by another on the same connection",
}


@pytest.mark.parametrize(("part", "loss"), PARTS.items(), ids=list(PARTS))
def test_gunicorn_still_has_each_part(part: str, loss: str) -> None:
    assert hasattr(gthread if part == "_DEFER" else gthread.ThreadWorker, part), loss


def test_no_other_method_of_gunicorns_is_overridden() -> None:
    own = set(re.findall(r"^    def (\w+)", WORKER.read_text(encoding="utf-8"), re.MULTILINE))
    assert own - {"__init__"} == {name for name in PARTS if name != "_DEFER"}


def test_a_connection_counts_and_reads_ahead_as_it_did() -> None:
    assert "self.nr_conns -= 1" in inspect.getsource(gthread.ThreadWorker.murder_pending)
    assert "conn.parser" in inspect.getsource(gthread.ThreadWorker.handle)
    assert "self.buf" in inspect.getsource(SocketUnreader.__mro__[1].__init__)


def test_what_gunicorn_says_itself_is_said_by_us() -> None:
    assert callable(gunicorn.util.write_error) and callable(gunicorn.util.write_nonblock)
    assert isinstance(gunicorn.http.wsgi.SERVER, str)


def test_a_body_tells_what_is_left_of_it_as_it_did() -> None:
    assert "self.length -= size" in inspect.getsource(body.LengthReader.read)
    assert "self.parser = None" in inspect.getsource(body.ChunkedReader.read)
    assert "self.failed = True" in inspect.getsource(body.Body._read_reader)
    assert "self.must_close = True" in inspect.getsource(Message.force_close)


def test_a_hook_may_still_replace_the_body_of_a_request() -> None:
    assert "self.cfg.pre_request(self, req)" in inspect.getsource(gthread.ThreadWorker)
    assert '"wsgi.input": req.body' in inspect.getsource(gunicorn.http.wsgi)
