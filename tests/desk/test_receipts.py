"""The page of a receipt: who may read it, what was found, and what a changed one looks like."""

import base64
import json
import re

import pytest
from flask import Flask
from sqlalchemy import select, update

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.inspections import Photo, Revision
from inspect_app.models.people import User
from inspect_app.models.sync import SyncBlobOwner, SyncRecord
from inspect_app.web.formats import short_mark
from tests.bodies import MadeBody, make_body
from tests.desk.inspections import receive
from tests.makers import TAOPU, make_premises, make_user
from tests.phone.phones import entry, ready_phone
from tests.signing import PAGE, visitor


@pytest.fixture
def sent(app: Flask, lin: User, bai: User, chen: User) -> tuple[str, MadeBody]:
    """The page of a receipt as the protocol gave it, and what was sent."""
    phone, id, made = ready_phone(app, lin), uuid7(), make_body(lin, bai, make_premises())
    phone.upload_all(made)
    (result,) = phone.push(entry(made, id))
    assert result["verdict"] == "stored"
    return f"/desk/receipts/{id}/1", made


def page_of(app: Flask, path: str, who: str = "chen") -> str:
    answer = visitor(app, who).get(path, headers=PAGE)
    assert answer.status_code == 200
    return answer.text


def failing(page: str) -> list[str]:
    """What the server found wrong."""
    found = re.findall(r'<li data-check="(\w+)"><span class="finding (\w+)"', page)
    assert len(found) == 5
    return [what for what, holds in found if holds == "fails"]


def replace_receipt(text: str) -> None:
    db.session.execute(update(SyncRecord).values(receipt=text))
    db.session.commit()


def receipt_text() -> str:
    return str(db.session.scalars(select(SyncRecord.receipt)).one())


def test_a_supervisor_elsewhere_finds_no_receipt(app: Flask, sent: tuple[str, MadeBody]) -> None:
    make_user("elsewhere", role="supervisor", areas=[TAOPU])
    theirs = visitor(app, "elsewhere")
    for path in (sent[0], f"{sent[0]}/receipt.json"):
        assert theirs.get(path, headers=PAGE).status_code == 404


def test_what_has_no_receipt_is_not_found(
    app: Flask, lin: User, bai: User, chen: User, sent: tuple[str, MadeBody]
) -> None:
    id, _ = receive(lin, bai, on="2022-09-13")  # put into the books without the protocol
    chens = visitor(app, "chen")
    for path in (f"/desk/receipts/{id}/1", f"{sent[0][:-1]}2", f"/desk/receipts/{uuid7()}/1"):
        assert chens.get(path, headers=PAGE).status_code == 404
    assert "/desk/receipts/" not in page_of(app, f"/desk/inspections/{id}")


@pytest.mark.parametrize("role", ["administrator", "auditor"])
def test_who_oversees_the_district_reads_it(
    app: Flask, sent: tuple[str, MadeBody], role: str
) -> None:
    make_user("overseer", role=role)
    assert "回执有效" in page_of(app, sent[0], "overseer")


def test_it_says_what_was_signed_and_what_the_server_found(
    app: Flask, lin: User, sent: tuple[str, MadeBody]
) -> None:
    path, made = sent
    page = page_of(app, path)
    assert failing(page) == [] and "回执有效" in page and lin.full_name in page
    for sha256, data in made.photos.items():
        assert f'<code class="receipt-hash" data-file>{sha256}</code>' in page
        assert f"{len(data):,} 字节" in page
    for words in (made.digest, lin.id, short_mark(made.digest), receipt_text()):
        assert words in page


def test_a_changed_receipt_reads_as_not_valid(app: Flask, sent: tuple[str, MadeBody]) -> None:
    head, body, tail = receipt_text().split(".")
    said = json.loads(base64.urlsafe_b64decode(body + "==="))
    other = json.dumps(said | {"received_at": "2020-01-01T00:00:00.000Z"}).encode()
    forged = base64.urlsafe_b64encode(other).decode().rstrip("=")
    for text in (f"{head}.{forged}.{tail}", f"{head}.{body}.{tail[:-4]}AAAA", "x", "a.b.c"):
        replace_receipt(text)
        page = page_of(app, sent[0])
        assert "回执无效" in page and "回执有效" not in page
        assert "signature" in failing(page)


def test_a_genuine_receipt_of_another_inspection_is_not_valid_here(
    app: Flask, lin: User, bai: User, sent: tuple[str, MadeBody]
) -> None:
    phone, other = ready_phone(app, lin), make_body(lin, bai, make_premises(), on="2022-09-13")
    phone.upload_all(other)
    (result,) = phone.push(entry(other, uuid7()))
    replace_receipt(result["receipt"])
    page = page_of(app, sent[0])
    assert "回执无效" in page and "record" in failing(page) and "signature" not in failing(page)


def test_a_record_that_was_changed_in_the_books_is_told(
    app: Flask, sent: tuple[str, MadeBody]
) -> None:
    revision = db.session.scalars(select(Revision)).one()
    revision.body = revision.body.replace("10:", "11:", 1)
    db.session.commit()
    assert failing(page_of(app, sent[0])) == ["text"]


def test_a_file_that_is_gone_or_of_somebody_else_is_told(
    app: Flask, bai: User, sent: tuple[str, MadeBody]
) -> None:
    path, made = sent
    names = list(made.photos)
    db.session.execute(update(Photo).filter_by(sha256=names[0]).values(fault="purged"))
    db.session.execute(update(SyncBlobOwner).filter_by(sha256=names[1]).values(user_id=bai.id))
    db.session.commit()
    page = page_of(app, path)
    assert failing(page) == ["stored"]
    assert "回执有效" in page and "已按期限删除" in page and "不在库" in page


def test_the_file_has_what_anybody_needs_to_verify_it(
    app: Flask, sent: tuple[str, MadeBody]
) -> None:
    path, made = sent
    answer = visitor(app, "chen").get(f"{path}/receipt.json")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.json["receipt"] == receipt_text() and answer.json["valid"] is True
    assert answer.json["says"]["blobs"] == [blob["sha256"] for blob in made.blobs]
    assert answer.json["keys"].endswith("/sync/keys")


def test_the_review_leads_from_each_photo_to_its_row(
    app: Flask, sent: tuple[str, MadeBody]
) -> None:
    path, _ = sent
    review = page_of(app, path.replace("receipts", "inspections").removesuffix("/1"))
    (row,) = re.findall(rf'href="{path}#(f-\w+)"', review)
    assert f'<tr id="{row}">' in page_of(app, path)
    assert f'href="{path}">{short_mark(sent[1].digest)}</a>' in review
