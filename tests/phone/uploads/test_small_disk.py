"""The server's disk is full, really: nothing is half stored, and it goes on without a restart."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from inspect_app.domain.ids import uuid7
from tests.browser.register import ask
from tests.browser.server import Site
from tests.makers import make_jpeg
from tests.phone.phones import metadata, plain
from tests.phone.test_real_server import scan_of
from tests.phone.uploads.disks import Disk, small_disk
from tests.phone.wire import CLIENT, Reply, Wire

PHOTO = make_jpeg() + b"\0" * 300_000


@dataclass
class Server:
    wire: Wire
    disk: Disk
    author: str

    def upload(self) -> Reply:
        told = {"Upload_Length": str(len(PHOTO)), "Upload_Metadata": metadata(PHOTO)}
        return self.wire.ask("POST", "/sync/uploads", PHOTO, **told)

    def push(self, id: str) -> Reply:
        record = plain("scan", id, scan_of(self.author))
        call = {"epoch": "x", "client_id": CLIENT, "records": [record]}
        return self.wire.ask_json("/sync/push", call)

    def count(self, table: str) -> int:
        [(found,)] = ask(self.wire.site, f"select count(*) from {table}")
        return int(found)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with small_disk(tmp_path / "disk") as disk:
        site = Site(tmp_path / "disk" / "instance")
        site.command("migrate")
        lin = site.add_user("lin", "inspector")
        site.start()
        try:
            wire = Wire(site).sign_in(lin)
            yield Server(wire, disk, wire.hello()["id"])
        finally:
            site.stop()


def test_what_finds_no_room_is_told_so_and_comes_again_without_a_restart(server: Server) -> None:
    site, id = server.wire.site, uuid7()
    before = site.processes()
    server.disk.fill(site)
    for reply in (server.upload(), server.push(id), server.upload()):
        assert reply.status in (503, 507)
        assert int(reply.headers["retry-after"]) > 0
    assert [server.count(table) for table in ("sync_record", "sync_blob_owner", "photo")] == [0] * 3
    server.disk.free(site)
    assert server.upload().status == 201
    assert b'"stored"' in server.push(id).body
    assert [server.count(table) for table in ("sync_record", "sync_blob_owner", "photo")] == [1] * 3
    assert ask(site, "pragma integrity_check") == [("ok",)]
    assert site.processes() == before
