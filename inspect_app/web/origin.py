"""The public origin: where INSPECT_ORIGIN is set, it names scheme and host of every request."""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, request

from inspect_app.errors import problem

_ASKED = "inspect.asked_host"
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}


def register_origin(app: Flask, origin: str | None) -> None:
    """Take scheme and host of every request from the origin, and refuse other hosts by 421."""
    if origin is not None:
        app.wsgi_app = _fixed(app.wsgi_app, origin)  # type: ignore[method-assign]
        app.before_request(_refuse_other_hosts)


def _fixed(wsgi: Any, origin: str) -> Any:
    parts = urlsplit(origin)
    host = _without_default_port(parts.netloc, parts.scheme)

    def call(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        asked = environ.get("HTTP_HOST", "")
        environ[_ASKED] = _without_default_port(asked, parts.scheme)
        environ |= {"wsgi.url_scheme": parts.scheme, "HTTP_HOST": host}
        answer: Iterable[bytes] = wsgi(environ, start_response)
        return answer

    return call


def _refuse_other_hosts() -> None:
    # What watches the server asks it by its inner address.
    if request.endpoint != "health.healthz" and request.environ[_ASKED] != request.host:
        raise problem("host")


def _without_default_port(host: str, scheme: str) -> str:
    return host.lower().removesuffix(_DEFAULT_PORTS[scheme])
