"""Reads a request's body as it comes, counted, and to its end where it is refused."""

from flask import Response, request

from inspect_app.errors import ProblemError

PIECE = 64 * 1024
_MOST_DRAINED = 16 * 1024 * 1024  # twice a photo: nobody sends more at once


class Body:
    """The input stream and its announced length; a broken connection raises OSError."""

    def __init__(self) -> None:
        environ = request.environ
        chunked = environ.get("wsgi.input_terminated") and request.content_length is None
        self.length: int | None = None if chunked else request.content_length or 0
        self._stream = environ["wsgi.input"]
        self._left = self.length

    def read(self, size: int, /) -> bytes:
        """Read at most to the announced end; an empty result is the end or a cut connection."""
        wanted = size if self._left is None else min(size, self._left)
        try:
            piece: bytes = self._stream.read(wanted) if wanted else b""
        except OSError:
            self._left = 0  # no further read may wait
            raise
        if self._left is not None:
            self._left = self._left - len(piece) if piece else 0
        return piece

    def drain(self) -> None:
        """Read and drop the rest: closing earlier would reset the sender's connection."""
        taken = 0
        try:
            while taken < _MOST_DRAINED and (piece := self.read(PIECE)):
                taken += len(piece)
        except (OSError, ProblemError):
            pass  # the connection ends, whether cut or malformed


def current_body() -> Body:
    """Return this request's body, created at the first call."""
    body: Body = request.environ.get("inspect.body") or Body()
    request.environ["inspect.body"] = body
    return body


def drain_body(response: Response) -> Response:
    """Drain the request's body before the answer, so that a refusal arrives."""
    current_body().drain()
    return response
