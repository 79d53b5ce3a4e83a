"""Receivers of webhooks as the settings name them; a wrong one raises ValueError."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from inspect_app.domain.notices.kinds import EVENTS

PLAIN, WECOM, DINGTALK = "json", "wecom", "dingtalk"
TEMPLATES = (PLAIN, WECOM, DINGTALK)
LEAST_SECRET = 16
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")
_URL = re.compile(r"[!-~]{1,1000}")
_HOST = re.compile(r"[a-z0-9.-]+(:\d{1,5})?")
_FIELDS = {"name", "url", "secret", "template", "events"}


@dataclass(frozen=True)
class Receiver:
    """Where events are sent. A robot's URL is itself a secret, so only its host is ever shown."""

    name: str
    url: str = field(repr=False)
    secret: str = field(repr=False)
    template: str = PLAIN
    events: tuple[str, ...] = EVENTS

    @property
    def host(self) -> str:
        """Return the host, with its port unless it is the scheme's own."""
        return host_of(self.url)


def read_receivers(text: str) -> tuple[Receiver, ...]:
    """Read the list of receivers, or `none`."""
    if text == "none":
        return ()
    given = json.loads(text)
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise ValueError(text)
    receivers = tuple(map(_receiver, given))
    if len({one.name for one in receivers}) < len(receivers):
        raise ValueError("two receivers of one name")
    return receivers


def read_hosts(text: str) -> tuple[str, ...]:
    """Read the hosts that events may be sent to, each `NAME` or `NAME:PORT`."""
    hosts = tuple(one.strip().lower() for one in text.split(",")) if text != "none" else ()
    if not all(map(_HOST.fullmatch, hosts)):
        raise ValueError(text)
    return hosts


def may_be_sent_to(url: str, hosts: Sequence[str], *, plain: bool) -> bool:
    """Whether an address is https (or `plain`) and its host, with its port, is on the list."""
    schemes = ("https", "http") if plain else ("https",)
    return urlsplit(url).scheme in schemes and host_of(url) in hosts


def host_of(url: str) -> str:
    """Return an address's host and the port that is not its scheme's."""
    parts = urlsplit(url)
    usual = {"https": 443, "http": 80}.get(parts.scheme)
    own = parts.port is not None and parts.port != usual
    return f"{parts.hostname}:{parts.port}" if own else str(parts.hostname)


def _receiver(given: dict[str, Any]) -> Receiver:
    made = {"secret": "", "template": PLAIN, "events": EVENTS} | given
    texts = [made.get(name) for name in sorted(_FIELDS - {"events"})]
    if given.keys() - _FIELDS or not all(isinstance(one, str) for one in texts):
        raise ValueError("a field")
    if not isinstance(made["events"], list | tuple):
        raise ValueError("events")
    receiver = Receiver(**(made | {"events": tuple(made["events"])}))
    parts = urlsplit(receiver.url)
    fits = (
        _NAME.fullmatch(receiver.name)
        and _URL.fullmatch(receiver.url)
        and parts.scheme in ("https", "http")
        and parts.hostname
        and "@" not in parts.netloc
        and not parts.fragment
        and parts.port != 0
        and receiver.template in TEMPLATES
        and (receiver.template == WECOM or len(receiver.secret) >= LEAST_SECRET)
        and set(receiver.events) <= set(EVENTS)
    )
    if not fits:
        raise ValueError(receiver.name)
    return receiver
