"""Times requests of people who are signed in, in this process by the WSGI test client."""

import math
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from tests.signing import PAGE, NewVisitor, visitor

COOKIE = "session"


@dataclass(frozen=True)
class Reader:
    """A browser in which somebody is signed in."""

    client: FlaskClient

    def get(self, address: str) -> float:
        """Return the milliseconds of a page; fail on any other answer."""
        begun = time.perf_counter()
        answer = self.client.get(address, headers=PAGE, follow_redirects=True)
        took = (time.perf_counter() - begun) * 1000
        assert answer.status_code == 200, (address, answer.status, answer.text[:500])
        return took


def sign_in(app: Flask, name: str) -> Reader:
    """Return the browser of a person, of whom each request is looked up anew, as on a server."""
    app.test_client_class = NewVisitor
    return Reader(visitor(app, name))


def timed(work: Callable[[], Any]) -> float:
    """Return the milliseconds of some work."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def p95(took: Iterable[float]) -> float:
    """Return the time that 95 of 100 stay within."""
    ordered = sorted(took)
    return round(ordered[math.ceil(len(ordered) * 0.95) - 1], 1)
