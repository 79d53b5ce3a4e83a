"""Thousands of spoilt requests: each is answered from the catalogue and touches nobody else."""

import json
import random
import resource
import time
from collections import Counter
from dataclasses import replace

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from inspect_app.config import Settings
from inspect_app.errors import CATALOGUE
from inspect_app.extensions import db
from inspect_app.models.people import User
from inspect_app.models.sync import SyncClient, SyncRecord, SyncStream
from tests.bodies import MadeBody
from tests.phone.hostile.fuzzing import BOMB, Fuzzer, Request
from tests.phone.phones import Phone, ready_phone

VERDICTS = {"stored", "already", "waiting", "quarantined", "retry", "fix", "never"}


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """So many requests in a minute would be refused at the door."""
    return replace(settings, limits=False)


def ask(phone: Phone, request: Request) -> tuple[TestResponse, float]:
    began = time.thread_time()
    answer = phone.http.open(
        request.path, method=request.method, data=request.data, headers=request.headers
    )
    return answer, time.thread_time() - began


def fault_of(request: Request, answer: TestResponse, took: float) -> str:
    """Empty when the answer is one that we mean."""
    if took > 2:
        return f"{took:.1f} s of work"
    if answer.status_code >= 500:
        return f"status {answer.status_code}"
    if answer.status_code >= 400 and request.method != "HEAD":
        return refusal_fault(answer)
    if answer.status_code == 200 and request.method == "POST" and answer.is_json:
        results = (answer.get_json() or {}).get("results") or []
        odd = [
            one for one in results if one["verdict"] not in VERDICTS or one.get("code") == "error"
        ]
        return f"results {odd}" if odd else ""
    return ""


def refusal_fault(answer: TestResponse) -> str:
    if answer.mimetype == "text/html":
        return "" if b"<h1" in answer.data else "a page that is not ours"
    error = (answer.get_json(silent=True) or {}).get("error", {})
    known = CATALOGUE.get(error.get("code", ""))
    if known is None or known.status != answer.status_code or not known.zh:
        return f"{answer.status_code} {answer.data[:200]!r}"
    return ""


def spoil(app: Flask, lin: User, bai: User, made: MadeBody, count: int, seed: int) -> None:
    strangers = ready_phone(app, bai)
    phone = ready_phone(app, lin)
    fuzzer = Fuzzer(random.Random(seed), phone, made, strangers.client_id)
    seen: Counter[int] = Counter()
    for number, request in enumerate(fuzzer.requests(count)):
        answer, took = ask(phone, request)
        seen[answer.status_code] += 1
        fault = fault_of(request, answer, took)
        assert not fault, (seed, number, fault, request.path, request.headers, request.data[:900])
    # Not only refusals at the door: what is half right came through to where it is judged.
    assert seen[200] > count / 50 and seen[400] > count / 10, seen
    assert_nobody_else_was_touched(lin)


def assert_nobody_else_was_touched(lin: User) -> None:
    authors = set(db.session.query(SyncRecord.user_id).distinct())
    owners = set(db.session.query(SyncStream.user_id).distinct())
    assert authors | owners <= {(lin.id,)}
    clients = db.session.query(SyncClient).filter(SyncClient.user_id != lin.id)
    assert clients.count() == 1


@pytest.mark.parametrize(
    "count",
    [pytest.param(300, marks=pytest.mark.daily), pytest.param(10_000, marks=pytest.mark.long)],
)
def test_thousands_of_spoilt_requests_are_answered(
    app: Flask, lin: User, bai: User, made: MadeBody, count: int
) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    spoil(app, lin, bai, made, count, seed=20_211_014)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150 * 1024


@pytest.mark.long
@pytest.mark.sqlite  # PostgreSQL meets ten thousand
def test_many_more_spoilt_requests_are_answered(
    app: Flask, lin: User, bai: User, made: MadeBody
) -> None:
    spoil(app, lin, bai, made, 10_000, seed=0)


def test_a_bomb_is_refused_at_the_cap_and_unfolds_nowhere(phone: Phone) -> None:
    headers = {"X-Inspect-App": "1", "Content-Type": "application/json", "Content-Encoding": "gzip"}
    phone.http.post("/sync/push", data=BOMB, headers=headers)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for path in ("push", "pull", "hello", "blobs/missing", "blobs/awaited"):
        answer = phone.http.post(f"/sync/{path}", data=BOMB, headers=headers)
        assert (answer.status_code, json.loads(answer.data)["error"]["code"]) == (413, "too_large")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 8 * 1024
