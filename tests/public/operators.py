"""An operator of the tests: a notice with a code, and a browser without an account."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from inspect_app.domain.corrections.codes import prove
from inspect_app.domain.corrections.correction import Move
from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.corrections import CorrectionRow, OperatorCode
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.services.corrections.moves import Made, lock_correction, make_move, today_of
from inspect_app.services.review.reviews import approve
from inspect_app.services.writing.transaction import writing
from tests.desk.inspections import store_photos
from tests.makers import make_premises
from tests.services.pushing import NOON, push
from tests.services.test_corrections import made_with
from tests.signing import PAGE

CODE, SALT = "K7M42XQ9", "ab" * 16
LATER = NOON + timedelta(hours=2)
ITEM, OTHER = "env.pest", "wash.store"


class Notice:
    """An approved inspection whose notice has a code, and what it asks for."""

    def __init__(
        self,
        lin: User,
        bai: User,
        chen: User | None,
        place: Premises,
        *items: str,
        code: str = CODE,
    ) -> None:
        self.place, self.inspection, self.code = place, uuid7(), code
        proof = {"salt": SALT, "hash": prove(code, SALT)}
        made = made_with(
            lin, bai, place, *(items or (ITEM,)), id=self.inspection, answer_code=proof
        )
        self.photos = made.body["photos"]
        at = NOON if chen else datetime.now(UTC)
        assert push(made, lin, id=self.inspection, at=at).verdict == "stored"
        store_photos(made.photos, lin)
        if chen:
            approve(chen.id, self.inspection, 1, at=LATER)
            for row in self.rows:
                self.move(row.id, "serve", "inspector", how="handed")

    @property
    def rows(self) -> list[CorrectionRow]:
        db.session.expire_all()
        query = db.session.query(CorrectionRow).filter_by(inspection_id=self.inspection)
        return query.order_by(CorrectionRow.item).all()

    @property
    def row(self) -> CorrectionRow:
        return self.rows[0]

    @property
    def kept(self) -> OperatorCode:
        db.session.expire_all()
        return db.session.query(OperatorCode).filter_by(inspection_id=self.inspection).one()

    def move(self, id: str, name: str, who: str, **more: Any) -> None:
        with writing() as w:
            row = lock_correction(w, id)
            assert row is not None
            make_move(w, row, Made(Move(name, who, today_of(w), **more)))


class Operator:
    """Somebody at the premises with a browser; no script, no account, the token of forms off."""

    def __init__(self, app: Flask) -> None:
        app.config["WTF_CSRF_ENABLED"] = False
        self.http: FlaskClient = app.test_client()

    def type(self, place: Premises | str, code: str, **how: Any) -> TestResponse:
        given = {"place": place if isinstance(place, str) else place.code, "code": code}
        return self.http.post("/z", data=given, headers=PAGE, **how)

    def get(self, path: str = "/answer") -> TestResponse:
        return self.http.get(path, headers=PAGE)

    def send(
        self, row: str, *photos: bytes, note: str = "", act: str = "report", id: str | None = None
    ) -> TestResponse:
        fields = {"id": id or uuid7(), "note": note, "act": act}
        body, kind = multipart(fields, photos)
        return self.http.post(f"/answer/{row}", data=body, content_type=kind, headers=PAGE)

    def ask(self, row: str, note: str, id: str | None = None) -> TestResponse:
        form = {"id": id or uuid7(), "note": note}
        return self.http.post(f"/answer/{row}/ask", data=form, headers=PAGE)


def make_notice(lin: User, bai: User, chen: User, *items: str, **more: Any) -> Notice:
    return Notice(lin, bai, chen, make_premises(), *items, **more)


def multipart(fields: dict[str, str], photos: Iterable[bytes]) -> tuple[bytes, str]:
    """A form with files as a browser sends it; the test client would leave its own file open."""
    head = '--b\r\nContent-Disposition: form-data; name="{}"{}\r\n\r\n'
    parts = [head.format(name, "").encode() + text.encode() for name, text in fields.items()]
    for number, data in enumerate(photos):
        parts.append(head.format("photo", f'; filename="{number}.jpg"').encode() + data)
    return b"\r\n".join([*parts, b"--b--\r\n"]), "multipart/form-data; boundary=b"


def words_of(answer: TestResponse) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))
