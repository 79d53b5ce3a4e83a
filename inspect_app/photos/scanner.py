"""Asks a clamd virus scanner, if one is set, before a photo is decoded: INSTREAM over a socket."""

import socket
from dataclasses import dataclass
from typing import BinaryIO

_PIECE = 256 * 1024
_LONGEST_ANSWER = 4096


class Infected(Exception):
    """The scanner found malware; its text is the scanner's name for it."""


class ScannerAway(Exception):
    """The scanner gave no answer, or an unclear one: nothing is known of the bytes."""


@dataclass(frozen=True)
class Scanner:
    """A clamd scanner; `address` is `unix:/path` or `127.0.0.1:port`."""

    address: str
    timeout_s: float = 20

    def check(self, photo: BinaryIO) -> None:
        """Scan a file from its current position; raise Infected or ScannerAway."""
        try:
            with self._connected() as line:
                line.sendall(b"zINSTREAM\0")
                while piece := photo.read(_PIECE):
                    line.sendall(len(piece).to_bytes(4, "big") + piece)
                line.sendall(bytes(4))
                answer = _read_answer(line)
        except OSError as error:
            raise ScannerAway(str(error)) from error
        if answer.endswith(" FOUND"):
            raise Infected(answer.removeprefix("stream: ").removesuffix(" FOUND"))
        if answer != "stream: OK":
            raise ScannerAway(answer[:200])

    def _connected(self) -> socket.socket:
        if self.address.startswith("unix:"):
            line = socket.socket(socket.AF_UNIX)
            line.settimeout(self.timeout_s)
            try:
                line.connect(self.address.removeprefix("unix:"))
            except OSError:
                line.close()
                raise
            return line
        host, _, port = self.address.rpartition(":")
        return socket.create_connection((host.strip("[]"), int(port)), self.timeout_s)


def _read_answer(line: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < _LONGEST_ANSWER:
        piece = line.recv(_LONGEST_ANSWER)
        if not piece:
            break
        answer += piece
    return answer.rstrip(b"\0\n").decode(errors="replace")
