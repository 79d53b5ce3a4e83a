"""Over real sockets and gunicorn: cut lines, second writers, refusals that arrive."""

import os
import secrets
import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from inspect_app.domain.ids import uuid7
from tests.browser.server import Site
from tests.phone.phones import CHUNK, checksum, metadata, plain
from tests.phone.wire import CLIENT, PHOTO, Wire, read_reply
from tests.processes import wait_until_gone


def test_what_arrived_before_the_line_was_cut_counts(wire: Wire) -> None:
    path = wire.create()
    with wire.begin("PATCH", path, PHOTO[:300_000], len(PHOTO), Upload_Offset="0") as line:
        line.shutdown(socket.SHUT_WR)
        read_reply(line)  # until then the upload is still in its hands
    offset = wire.offset_of(path)
    assert 300_000 - 64 * 1024 <= offset <= 300_000
    reply = wire.ask("PATCH", path, PHOTO[offset:], Upload_Offset=str(offset))
    assert (reply.status, reply.offset) == (204, len(PHOTO))


def test_a_cut_chunk_under_a_checksum_does_not_count(wire: Wire) -> None:
    path = wire.create()
    told = {"Upload_Offset": "0", "Upload_Checksum": checksum(PHOTO)}
    with wire.begin("PATCH", path, PHOTO[:300_000], len(PHOTO), **told) as line:
        line.shutdown(socket.SHUT_WR)
        assert read_reply(line).offset == 0
    assert wire.offset_of(path) == 0
    assert wire.ask("PATCH", path, PHOTO, **told).status == 204


def test_a_line_that_breaks_hard_frees_its_upload(wire: Wire) -> None:
    path = wire.create()
    line = wire.begin("PATCH", path, PHOTO[:200_000], len(PHOTO), Upload_Offset="0")
    assert wait_for(lambda: received(wire, path))
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    line.close()
    offset = wait_for(lambda: wire.offset_of(path))
    rest = {"Upload_Offset": str(offset)}
    # The offset is seen a moment before the upload is free.
    assert wait_for(lambda: wire.ask("PATCH", path, PHOTO[offset:], **rest).status == 204)


def test_of_two_writers_exactly_one_wins(wire: Wire) -> None:
    path = wire.create()
    with wire.begin("PATCH", path, PHOTO[:100_000], len(PHOTO), Upload_Offset="0") as slow:
        assert wait_for(lambda: received(wire, path))
        second = wire.ask("PATCH", path, PHOTO, Upload_Offset="0")
        assert second.status in (409, 423)
        slow.sendall(PHOTO[100_000:])
        assert read_reply(slow).status == 204
    assert wire.offset_of(path) == len(PHOTO)


def test_chunks_of_unknown_length_are_taken(wire: Wire) -> None:
    path = wire.create()
    line = socket.create_connection(("127.0.0.1", wire.site.port), timeout=40)
    head = [f"PATCH {path} HTTP/1.1", "Host: 127.0.0.1", f"Cookie: {wire.cookie}"]
    head += [
        "X-Inspect-App: 1",
        "Transfer-Encoding: chunked",
        f"Content-Type: {CHUNK}",
        "Upload-Offset: 0",
        "",
        "",
    ]
    with line:
        line.sendall("\r\n".join(head).encode())
        for piece in (PHOTO[:100], PHOTO[100:]):
            line.sendall(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
        line.sendall(b"0\r\n\r\n")
        assert read_reply(line).offset == len(PHOTO)


@pytest.mark.parametrize("cookie", [True, False])
def test_a_refusal_arrives_though_the_body_was_long(wire: Wire, cookie: bool) -> None:
    speaker = wire if cookie else Wire(wire.site, "inspect=nobody")
    body = b" " * 15_000_000  # of more than 16 MiB the rest is not drained
    kind = {"Content_Type": "application/json", "Connection": "close"}
    reply = speaker.ask("POST", "/sync/push", body, **kind)
    assert reply.status == (413 if cookie else 401)


def test_a_push_that_was_cut_is_sent_again_and_nothing_is_said_against_it(wire: Wire) -> None:
    kind = {"Content_Type": "application/json"}
    with wire.begin("POST", "/sync/push", b'{"epoch":"x"', 500, **kind) as line:
        line.shutdown(socket.SHUT_WR)
        reply = read_reply(line)
    assert reply.status == 503 and int(reply.headers["retry-after"]) > 0


def test_many_slow_photos_hold_up_nobody(wire: Wire) -> None:
    told = {"Upload_Length": str(len(PHOTO)), "Upload_Metadata": metadata(PHOTO)}
    lines = [
        wire.begin("POST", "/sync/uploads", PHOTO[:1000], len(PHOTO), **told) for _ in range(64)
    ]
    time.sleep(0.5)
    assert wire.ask("POST", "/sync/blobs/missing", b"{}", Content_Type="x/y").status == 415
    path = wire.create()
    assert wire.ask("PATCH", path, PHOTO, Upload_Offset="0").status == 204
    for line in lines:
        line.sendall(PHOTO[1000:])
    assert [read_reply(line).status for line in lines] == [201] * 64
    for line in lines:
        line.close()


def received(wire: Wire, path: str) -> int:
    """Bytes of an upload that is under way."""
    part = wire.site.instance / "photos" / "parts" / f"{path.rpartition('/')[2]}.part"
    return part.stat().st_size if part.exists() else 0


def wait_for(ask, patience: float = 5.0) -> int:
    """The first number that is not 0: the server notices a cut a moment later."""
    deadline = time.monotonic() + patience
    while (found := ask()) == 0 and time.monotonic() < deadline:
        time.sleep(0.05)
    return found


def test_the_same_record_from_many_lines_at_once_has_one_effect(wire: Wire) -> None:
    user = wire.hello()
    record = plain("scan", uuid7(), scan_of(user["id"]))
    call = {"epoch": "x", "client_id": CLIENT, "records": [record]}
    with ThreadPoolExecutor(10) as lines:
        replies = list(lines.map(lambda _: wire.say("/sync/push", call), range(10)))
    results = [one["results"][0] for one in replies]
    assert sorted(one["verdict"] for one in results) == ["already"] * 9 + ["stored"]
    assert len({one["receipt"] for one in results}) == 1


def test_work_that_was_answered_for_survives_a_kill(wire: Wire) -> None:
    user = wire.hello()
    records = [plain("scan", uuid7(), scan_of(user["id"])) for _ in range(20)]
    call = {"epoch": "x", "client_id": CLIENT, "records": records}
    receipts = [one["receipt"] for one in wire.say("/sync/push", call)["results"]]
    kill_at_once(wire.site)
    wire.site.start()
    again = wire.say("/sync/push", call)["results"]
    assert [one["verdict"] for one in again] == ["already"] * 20
    assert [one["receipt"] for one in again] == receipts


def scan_of(author: str) -> dict[str, Any]:
    return {
        "schema": 1,
        "author": author,
        "app": "1.0.0",
        "clock": {"server_time": None, "age_ms": None},
        "code": secrets.token_hex(8),
        "how": "typed",
        "at": "2022-09-14T10:12:00+08:00",
        "position": None,
    }


def kill_at_once(site: Site) -> None:
    """SIGKILL to the server and its workers: nobody says goodbye."""
    process = site._process
    assert process is not None
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    for pid in (process.pid, *map(int, children)):
        os.kill(pid, signal.SIGKILL)
    process.wait()
    wait_until_gone(children)
