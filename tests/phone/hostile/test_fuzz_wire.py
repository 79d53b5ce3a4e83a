"""Some hundred of the spoilt requests over real sockets: no hang, no 5xx, no half answer."""

import json
import random
import socket
from pathlib import Path

from flask import Flask

from inspect_app.errors import CATALOGUE
from inspect_app.models.people import User
from tests.bodies import MadeBody
from tests.phone.hostile.fuzzing import Fuzzer, Request
from tests.phone.phones import Phone, ready_phone
from tests.phone.wire import Wire

COUNT = 300


def speak(wire: Wire, request: Request) -> tuple[int, dict[str, str], bytes]:
    head = {"Host": "localhost", "Cookie": wire.cookie} | request.headers
    head |= {"Content-Length": str(len(request.data)), "Connection": "close"}
    lines = [f"{request.method} {request.path} HTTP/1.1", *(f"{k}: {v}" for k, v in head.items())]
    sent = "\r\n".join([*lines, "", ""]).encode("utf-8", "replace") + request.data
    with socket.create_connection(("127.0.0.1", wire.site.port), timeout=30) as line:
        line.sendall(sent)
        raw = b""
        while piece := line.recv(65536):
            raw += piece
    told, _, body = raw.partition(b"\r\n\r\n")
    first, *rest = told.decode("latin-1").split("\r\n")
    headers = {key.lower(): value for key, value in (one.split(": ", 1) for one in rest)}
    return int(first.split()[1]), headers, body


def test_spoilt_requests_over_the_wire_are_answered(
    app: Flask, phone: Phone, bai: User, made: MadeBody, wire: Wire
) -> None:
    strangers = ready_phone(app, bai)
    fuzzer = Fuzzer(random.Random(8), phone, made, strangers.client_id)
    log_file = Path(wire.site.instance / "server.log")
    before = len(log_file.read_text())
    for number, request in enumerate(fuzzer.requests(COUNT)):
        status, headers, body = speak(wire, request)
        told = (number, request.method, request.path, request.headers, status, body[:300])
        assert status < 500 or status == 501, told
        assert headers["x-content-type-options"] == "nosniff", told
        if len(body) > 0 and request.method != "HEAD":
            assert len(body) == int(headers.get("content-length", len(body))), told
        if status >= 400 and body and headers["content-type"].startswith("application/json"):
            assert json.loads(body)["error"]["code"] in CATALOGUE, told
    log = log_file.read_text()[before:]
    assert "Traceback" not in log, log[-3000:]
