"""Posts one message: over TLS, to a public address of a named host, within ten seconds.

The name is resolved once, and the connection goes to the address that was looked at. Nothing is
followed, and of the answer no more is read than is needed.
"""

import http.client
import os
import socket
import ssl
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from inspect_app.domain.notices.messages import Message
from inspect_app.domain.notices.receivers import may_be_sent_to

CONNECT_S, WHOLE_S = 5.0, 10.0
LONGEST_ANSWER = 65_536
# Addresses of IPv6 that end in one of IPv4, which may be a private one.
_TRANSLATED = ip_network("64:ff9b::/96")
_OF_ONE_NETWORK = ip_network("64:ff9b:1::/48")  # translated by a prefix of its own
Address = IPv4Address | IPv6Address


class NotSent(Exception):
    """Nothing was sent, or nobody answered; the text is a code."""


@dataclass(frozen=True)
class Answer:
    """What a receiver answered."""

    status: int
    body: bytes


@dataclass(frozen=True)
class Way:
    """Where messages may go. `private` is for tests: addresses of this machine and plain http."""

    hosts: Sequence[str]
    private: bool = False
    whole_s: float = WHOLE_S


def post(message: Message, way: Way) -> Answer:
    """Send a message; raise NotSent with `host`, `private`, `resolve`,
    `timeout`, `tls` or `connection`."""
    if not may_be_sent_to(message.url, way.hosts, plain=way.private):
        raise NotSent("host")
    parts = urlsplit(message.url)
    host, port = str(parts.hostname), parts.port or {"https": 443, "http": 80}[parts.scheme]
    address = _resolve(host, port, way.private)
    try:
        return _exchange(message, host, port, address, way)
    except TimeoutError:
        raise NotSent("timeout") from None
    except ssl.SSLCertVerificationError:
        raise NotSent("tls") from None
    except (OSError, http.client.HTTPException, ValueError):
        raise NotSent("connection") from None


def is_public(address: Address) -> bool:
    """Whether an address is one of the public network, whatever is packed into it."""
    if isinstance(address, IPv6Address):
        if address in _TRANSLATED:
            return is_public(IPv4Address(int(address) & 0xFFFF_FFFF))
        packed = (address.ipv4_mapped, address.sixtofour, *(address.teredo or ()))
        if any(one is not None for one in packed):
            return False
        if address.is_site_local or address.is_reserved or address in _OF_ONE_NETWORK:
            return False
    return address.is_global and not address.is_multicast


def _resolve(host: str, port: int, private: bool) -> str:
    """Return the first address of a host; one that is not public among them refuses all."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotSent("resolve") from None
    addresses = [str(one[4][0]) for one in found]
    if not private and not all(is_public(ip_address(one)) for one in addresses):
        raise NotSent("private")
    return addresses[0]


def _exchange(message: Message, host: str, port: int, address: str, way: Way) -> Answer:
    parts = urlsplit(message.url)
    with (
        socket.create_connection((address, port), timeout=min(CONNECT_S, way.whole_s)) as plain,
        _ended_after(plain, way.whole_s) as is_late,
    ):
        secure = parts.scheme == "https"
        kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        connection = kind(host, port, timeout=way.whole_s)
        try:
            plain.settimeout(way.whole_s)
            connection.sock = (
                ssl.create_default_context().wrap_socket(plain, server_hostname=host)
                if secure
                else plain
            )
            target = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
            connection.request("POST", target, message.body, message.headers)
            answer = connection.getresponse()
            body = answer.read(LONGEST_ANSWER)
        except ssl.SSLCertVerificationError:
            raise
        except (OSError, http.client.HTTPException):
            if is_late.is_set():
                raise TimeoutError from None
            raise
        finally:
            connection.close()
        if is_late.is_set():
            raise TimeoutError
        return Answer(answer.status, body)


@contextmanager
def _ended_after(plain: socket.socket, seconds: float) -> Iterator[threading.Event]:
    """End a connection when its time is over, however slowly the other side speaks."""
    late, other = threading.Event(), socket.socket(fileno=os.dup(plain.fileno()))

    def end() -> None:
        late.set()
        other.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()
        timer.join()
        other.close()
