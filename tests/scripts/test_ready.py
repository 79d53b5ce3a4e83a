"""What stops a start is said in one sentence with its cure."""

import socket
from pathlib import Path

import pytest

from inspect_app.server.ready import NotReady, ensure_port_is_free, ensure_room


def test_a_taken_port_is_refused_with_another_one() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(NotReady, match=f"INSPECT_PORT={port + 1}"):
            ensure_port_is_free("127.0.0.1", port)


def test_an_address_that_is_not_ours_names_the_setting() -> None:
    with pytest.raises(NotReady, match="INSPECT_HOST"):
        ensure_port_is_free("192.0.2.1", 8000)


def test_a_full_disk_is_refused_with_the_room_it_needs(tmp_path: Path) -> None:
    with pytest.raises(NotReady, match="10000000000 MB"):
        ensure_room(tmp_path / "not" / "there" / "yet", 10_000_000_000)


def test_a_free_port_and_some_room_pass(tmp_path: Path) -> None:
    with socket.socket() as finder:
        finder.bind(("127.0.0.1", 0))
        port = finder.getsockname()[1]
    ensure_port_is_free("127.0.0.1", port)
    ensure_room(tmp_path, 1)
