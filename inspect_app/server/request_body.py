"""A request's body as gunicorn reads it: what is malformed is a 400, what stays unread closes."""

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from gunicorn.http.body import LengthReader
from gunicorn.http.errors import ParseException

from inspect_app.errors import problem

log = logging.getLogger(__name__)
R = TypeVar("R")

_SOON_READ = 16 * 1024  # so little is cheaper to read than a connection is to begin


class CheckedBody:
    """The input stream of one request; a malformed chunk raises Problem `malformed`."""

    def __init__(self, request: Any) -> None:
        self._request, self._body = request, request.body

    @property
    def failed(self) -> bool:
        """Whether reading raised, so that the next request's begin is unknown."""
        return self._body.failed is True

    def read(self, size: int | None = None) -> bytes:
        """Read up to `size` bytes; fewer mean the end."""
        piece: bytes = self._checked(lambda: self._body.read(size))
        return piece

    def readline(self, size: int | None = None) -> bytes:
        """Read one line."""
        line: bytes = self._checked(lambda: self._body.readline(size))
        return line

    def readlines(self, size: int | None = None) -> list[bytes]:
        """Read all lines."""
        lines: list[bytes] = self._checked(lambda: self._body.readlines(size))
        return lines

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.readline, b"")

    def end_connection_if_unread(self) -> None:
        """Announce the connection's end unless the body was read, or nearly so."""
        reader = self._body.reader
        if isinstance(reader, LengthReader):
            unread = reader.length > _SOON_READ
        else:
            unread = getattr(reader, "parser", None) is not None
        if unread:
            self._request.force_close()

    def _checked(self, read: Callable[[], R]) -> R:
        try:
            return read()
        except ParseException as error:
            self._request.force_close()
            log.warning("malformed body from %s: %s", _peer(self._request), type(error).__name__)
            raise problem("malformed") from None


def check_body(_worker: Any, request: Any) -> None:
    """Replace a request's body; gunicorn calls this before each request."""
    request.body = CheckedBody(request)


def end_unread(wsgi: Any) -> Any:
    """Wrap the app, so that an answer given before the body was read ends the connection."""

    def call(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        def start(*said: Any) -> Any:
            environ["wsgi.input"].end_connection_if_unread()
            return start_response(*said)

        answer: Iterable[bytes] = wsgi(environ, start)
        return answer

    return call


def _peer(request: Any) -> str:
    address = request.peer_addr
    return str(address[0]) if isinstance(address, tuple) else "a local socket"
