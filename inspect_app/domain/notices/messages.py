"""What is sent to a receiver: the address, the headers with the signature, and the body."""

import hashlib
import hmac
import json
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from inspect_app.domain.notices.kinds import DIGEST
from inspect_app.domain.notices.receivers import DINGTALK, PLAIN, Receiver

Words = Mapping[str, str]
LONGEST = 3800  # bytes: 企业微信 takes 4,096, 钉钉 more
COUNTED = ("overdue", "due", "due_soon", "report", "ask")


@dataclass(frozen=True)
class Message:
    """A request, ready to be sent."""

    url: str
    headers: dict[str, str]
    body: bytes


def make_message(
    receiver: Receiver, delivery: str, event: Mapping[str, Any], at: datetime, words: Words
) -> Message:
    """Make the request of one try. The delivery's id stays over all tries, the signature not."""
    seconds = str(int(at.timestamp()))
    if receiver.template == PLAIN:
        content: dict[str, Any] = {"id": delivery, **event}
    else:
        content = _robot(receiver, event, words)
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "inspect-app",
        "X-Inspect-Delivery": delivery,
        "X-Inspect-Timestamp": seconds,
    }
    if receiver.secret:
        headers["X-Inspect-Signature"] = f"sha256={sign(receiver.secret, seconds, body)}"
    return Message(_url(receiver, at), headers, body)


def sign(secret: str, seconds: str, body: bytes) -> str:
    """Return the HMAC-SHA256 over `seconds.body`, by which a receiver knows who sent it when."""
    return hmac.new(secret.encode(), f"{seconds}.".encode() + body, hashlib.sha256).hexdigest()


def _url(receiver: Receiver, at: datetime) -> str:
    """Return the address; 钉钉 wants its own signature in the query."""
    if receiver.template != DINGTALK:
        return receiver.url
    stamp = str(int(at.timestamp() * 1000))
    text = f"{stamp}\n{receiver.secret}".encode()
    made = b64encode(hmac.new(receiver.secret.encode(), text, hashlib.sha256).digest()).decode()
    more = "&" if "?" in receiver.url else "?"
    return f"{receiver.url}{more}timestamp={stamp}&sign={quote(made, safe='')}"


def _robot(receiver: Receiver, event: Mapping[str, Any], words: Words) -> dict[str, Any]:
    title = words[f"notices.kind.{event['event']}"]
    text = _shortened("\n".join([f"**{title}**", *_lines(event, words)]))
    if receiver.template == DINGTALK:
        return {
            "msgtype": "markdown",
            "markdown": {"title": title, "text": text.replace("\n", "\n\n")},
        }
    return {"msgtype": "markdown", "markdown": {"content": text}}


def _lines(event: Mapping[str, Any], words: Words) -> list[str]:
    if event["event"] == DIGEST:
        return _digest_lines(event, words)
    due = event["due_on"]
    return [
        f"> {_plain(event['premises']['name'])}",
        f"> {_plain(event['item'])} {words['notices.measure.' + event['measure']]}",
        *([words["notices.robot.due"].format(day=_day(due))] if due else []),
        f"[{words['notices.robot.open']}]({event['link']})",
    ]


def _digest_lines(event: Mapping[str, Any], words: Words) -> list[str]:
    lines = [_day(event["day"])]
    for area in [event["all"], *event["areas"]]:
        told = [f"{words[f'notices.kind.{kind}']} {area[kind]}" for kind in COUNTED if area[kind]]
        name = area.get("name") or words["notices.digest.all"]
        lines.append(f"> {name}{words['desk.colon']}{'，'.join(told) or '0'}")
    return [*lines, f"[{words['notices.robot.open']}]({event['link']})"]


def _day(text: str) -> str:
    day = date.fromisoformat(text)
    return f"{day.month}月{day.day}日"


def _plain(text: str) -> str:
    """Return a name that makes no link and no heading of a robot's message."""
    return "".join(one for one in text if one not in "[]()<>*_`#\n\r|")


def _shortened(text: str) -> str:
    whole = text.encode()
    return text if len(whole) <= LONGEST else whole[:LONGEST].decode(errors="ignore") + "…"
