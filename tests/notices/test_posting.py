"""A message goes to a public address of a named host over TLS, or nowhere."""

import socket
import time
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest

from inspect_app.config import SettingError, read_settings
from inspect_app.domain.notices.messages import Message
from inspect_app.services.notices import posting
from inspect_app.services.notices.posting import NotSent, Way, is_public, post
from tests.notices.receivers import SECRET, listening


def message(url: str) -> Message:
    return Message(url, {"Content-Type": "application/json"}, b"{}")


def refusal(url: str, way: Way) -> str:
    with pytest.raises(NotSent) as refused:
        post(message(url), way)
    return str(refused.value)


PRIVATE = [
    *("127.0.0.1", "10.0.0.5", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
    *("0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::", "2001:db8::1"),
    *("::7f00:1", "::ffff:0:a00:1", "64:ff9b:1::a00:1", "fec0::1", "64:ff9b::a9fe:a9fe"),
]


@pytest.mark.parametrize("address", PRIVATE)
def test_no_address_of_another_network_is_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["203.119.8.1", "64:ff9b::cb77:801", "2400:3200::1"])
def test_public_addresses_are(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize("address", ["10.0.0.5", "169.254.169.254", "::1"])
def test_a_name_that_leads_inside_is_refused_before_anything_is_connected(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    found = [(0, 0, 0, "", ("203.119.8.1", 443)), (0, 0, 0, "", (address, 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    monkeypatch.setattr(socket, "create_connection", pytest.fail)
    assert refusal("https://hooks.example.cn/x", Way(("hooks.example.cn",))) == "private"


def test_the_connection_goes_to_the_address_that_was_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[Any] = []
    found = [(0, 0, 0, "", ("203.119.8.1", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)

    def connect(where: Any, **_: Any) -> None:
        asked.append(where)
        raise OSError

    monkeypatch.setattr(socket, "create_connection", connect)
    assert refusal("https://hooks.example.cn/x", Way(("hooks.example.cn",))) == "connection"
    assert asked == [("203.119.8.1", 443)]


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example.cn/x",
        "https://other.example.cn/x",
        "https://hooks.example.cn:8443/x",
        "https://hooks.example.cn.evil.example/x",
    ],
)
def test_another_host_another_port_and_plain_http_are_refused(url: str) -> None:
    assert refusal(url, Way(("hooks.example.cn",))) == "host"


def test_a_receiver_on_this_machine_gets_nothing_unless_a_test_says_so() -> None:
    with listening() as heard:
        assert refusal(heard.url, Way((heard.host,))) == "host"
        assert heard.requests == []
        assert post(message(heard.url), Way((heard.host,), private=True)).status == 200
        assert heard.requests[0][0] == "/hook?key=1"


def test_a_certificate_that_nobody_vouches_for_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with listening(tmp_path) as heard:
        way = Way((heard.host,), private=True)
        assert refusal(heard.url, way) == "tls"
        assert heard.requests == []
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "receiver.pem"))
        assert post(message(heard.url), way).status == 200


def test_a_redirect_is_not_followed() -> None:
    with listening() as heard, listening() as other:
        heard.answers = [other.url]
        way = Way((heard.host, other.host), private=True)
        assert post(message(heard.url), way).status == 302
        assert other.requests == []


def test_one_who_answers_drop_by_drop_is_left_when_the_time_is_over() -> None:
    with listening() as heard:
        heard.answers = ["drops"]
        begun = time.monotonic()
        assert refusal(heard.url, Way((heard.host,), private=True, whole_s=0.3)) == "timeout"
        assert time.monotonic() - begun < 2


def test_one_who_never_answers_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        host = f"127.0.0.1:{silent.getsockname()[1]}"
        way = Way((host,), private=True, whole_s=0.3)
        assert refusal(f"http://{host}/", way) == "timeout"
        assert refusal(f"https://{host}/", way) == "timeout"


def test_of_a_long_answer_only_the_beginning_is_read() -> None:
    with listening() as heard:
        heard.answers = [{"errcode": 0, "more": "x" * 1_000_000}]
        answer = post(message(heard.url), Way((heard.host,), private=True))
        assert len(answer.body) == posting.LONGEST_ANSWER


def settings_of(**given: str) -> Any:
    return read_settings({f"INSPECT_{name}": text for name, text in given.items()})


def told(url: str, **more: str) -> str:
    fields = {"name": "city", "url": url, "secret": SECRET} | more
    return "[{" + ",".join(f'"{name}":"{text}"' for name, text in fields.items()) + "}]"


GOOD = "https://hooks.example.cn/x"


@pytest.mark.parametrize(
    "webhooks",
    [
        told("http://hooks.example.cn/x"),
        told("https://other.example.cn/x"),
        told("https://user@hooks.example.cn/x"),
        told("https://hooks.example.cn/x#y"),
        told("ftp://hooks.example.cn/x"),
        told(GOOD, secret="short"),
        told(GOOD, template="mail"),
        told(GOOD, events="overdue"),
        told(GOOD, more="1"),
        told(GOOD, name="Some One"),
        told(GOOD)[:-1] + "," + told(GOOD)[1:],
        '[{"name":"city"}]',
        "[1]",
        "{",
    ],
)
def test_a_wrong_receiver_stops_the_start(webhooks: str) -> None:
    with pytest.raises(SettingError):
        settings_of(WEBHOOKS=webhooks, WEBHOOK_HOSTS="hooks.example.cn")


def test_a_receiver_is_read_and_its_address_never_printed() -> None:
    (receiver,) = settings_of(WEBHOOKS=told(GOOD), WEBHOOK_HOSTS="hooks.example.cn").webhooks
    assert (receiver.name, receiver.host) == ("city", "hooks.example.cn")
    assert SECRET not in repr(receiver) and "/x" not in repr(receiver)
    assert settings_of().webhooks == ()
