"""What an operator sends with a code: photos, a note, done, more time. First what is refused."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from flask import Flask, current_app
from PIL import Image

from inspect_app.domain.corrections import codes as rules
from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.corrections import CorrectionPhoto, CorrectionStep
from inspect_app.models.inspections import Photo
from inspect_app.models.people import User
from inspect_app.models.sync import GcMark, SyncBlobOwner
from inspect_app.services.corrections import operator_photos
from inspect_app.services.photos.photo_gc import mark_unnamed
from inspect_app.services.photos.scrub import scrub
from inspect_app.storage.open import open_storage
from inspect_app.web.requests import LONGEST_BODY
from tests.makers import make_jpeg, sha256
from tests.public.operators import CODE, OTHER, Notice, Operator, make_notice, words_of
from tests.signing import PAGE


@pytest.fixture(autouse=True)
def hurried_derivations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "ROUNDS", 10)


@pytest.fixture
def notice(lin: User, bai: User, chen: User) -> Notice:
    return make_notice(lin, bai, chen)


@pytest.fixture
def operator(app: Flask, notice: Notice) -> Operator:
    made = Operator(app)
    assert made.type(notice.place, CODE).status_code == 303
    return made


def kept(notice: Notice) -> list[CorrectionPhoto]:
    db.session.expire_all()
    query = db.session.query(CorrectionPhoto).filter_by(correction_id=notice.row.id)
    return query.order_by(CorrectionPhoto.position).all()


def test_a_stranger_puts_nothing_on_the_disk(app: Flask, notice: Notice) -> None:
    assert Operator(app).send(notice.row.id, make_jpeg(), note="x").status_code == 401
    assert (kept(notice), notice.row.state) == ([], "ordered")


def test_a_form_without_its_token_is_refused(
    operator: Operator, notice: Notice, app: Flask
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    for answer in (operator.send(notice.row.id, make_jpeg()), operator.ask(notice.row.id, "x")):
        assert answer.status_code == 400
    assert (kept(notice), notice.row.state) == ([], "ordered")


def test_what_is_no_photo_or_too_large_says_what_to_do_and_the_note_stays(
    operator: Operator, notice: Notice
) -> None:
    wide = BytesIO()
    Image.new("1", (6000, 4001)).save(wide, "PNG")
    for data, status, words in (
        (b"%PDF-1.7", 422, "这不是 JPEG、PNG 或 WebP 照片"),
        (make_jpeg() + b"x" * 8 * LONGEST_BODY, 413, "请缩小再传"),
        (wide.getvalue(), 413, "2,400 万像素"),
        (make_jpeg()[:40], 422, "文件坏了"),
    ):
        answer = operator.send(notice.row.id, data, note="换了 4 块")
        assert answer.status_code == status
        assert (
            words in answer.text
            and "0.jpg" in answer.text
            and "换了 4 块</textarea>" in answer.text
        )
    assert (kept(notice), notice.row.state) == ([], "ordered")


def test_of_several_the_good_ones_stay_where_one_is_refused(
    operator: Operator, notice: Notice
) -> None:
    answer = operator.send(notice.row.id, make_jpeg((1, 2, 3)), b"GIF89a", make_jpeg((4, 5, 6)))
    assert answer.status_code == 422 and "1.jpg" in answer.text
    assert (len(kept(notice)), notice.row.state) == (2, "ordered")


def test_nothing_at_all_is_no_report(operator: Operator, notice: Notice) -> None:
    answer = operator.send(notice.row.id, note="  \x00 ")
    assert answer.status_code == 422 and "至少加一张照片" in answer.text
    assert operator.ask(notice.row.id, " ").status_code == 422
    assert (notice.row.steps, notice.row.state) == (2, "ordered")


def test_the_twenty_first_photo_is_refused(
    operator: Operator, notice: Notice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operator_photos, "MOST_PHOTOS", 3)
    shots = [make_jpeg((n, n, n)) for n in range(4)]
    answer = operator.send(notice.row.id, *shots, act="photos")
    assert answer.status_code == 409 and "最多 20 张" in answer.text
    assert len(kept(notice)) == 3


def test_sixty_megabytes_are_the_most_of_a_correction(
    operator: Operator, notice: Notice, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = make_jpeg((1, 1, 1))
    monkeypatch.setattr(operator_photos, "MOST_BYTES", 2 * len(one) - 1)
    assert operator.send(notice.row.id, one, act="photos").status_code == 303
    assert operator.send(notice.row.id, make_jpeg((9, 9, 9)), act="photos").status_code == 409
    assert len(kept(notice)) == 1


def test_photos_taken_back_again_and_again_come_to_an_end(
    operator: Operator, notice: Notice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operator_photos, "MOST_EVER", 2)
    codes = []
    for n in range(3):
        data = make_jpeg((n, 0, 0))
        codes.append(operator.send(notice.row.id, data, act="photos").status_code)
        path = f"/answer/{notice.row.id}/photos/{sha256(data)}/back"
        assert operator.http.post(path, headers=PAGE).status_code == 303
    assert codes == [303, 303, 409] and kept(notice) == []


def test_what_has_no_place_is_not_kept_either(
    operator: Operator, notice: Notice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operator_photos, "MOST_PHOTOS", 1)
    storage = open_storage(current_app.config["SETTINGS"].storage)
    shots = [make_jpeg((n, 7, 7)) for n in range(4)]
    for _ in range(2):
        assert operator.send(notice.row.id, *shots, act="photos").status_code == 409
    assert [storage.has(sha256(one)) for one in shots] == [True, False, False, False]
    assert operator.send(notice.row.id, shots[0], note="换好了（示例）").status_code == 303
    operator.send(notice.row.id, shots[1], act="photos")
    notice.move(notice.row.id, "void", "supervisor", reason="误开（示例）")
    operator.send(notice.row.id, shots[2], act="photos")
    assert not any(storage.has(sha256(one)) for one in shots[1:])


def test_a_body_that_is_too_large_as_a_whole_is_told_of_on_the_page(
    operator: Operator, notice: Notice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inspect_app.public.operator.forms.MOST_BYTES", 1000)
    monkeypatch.setattr("inspect_app.public.operator.forms.FORM_BYTES", 100)
    answer = operator.send(notice.row.id, make_jpeg() + b"x" * 1000)
    assert answer.status_code == 409 and "最多 20 张照片" in answer.text


def test_photos_a_note_and_done_are_a_report_that_is_seen(
    operator: Operator, notice: Notice
) -> None:
    data = make_jpeg((3, 2, 1))
    assert operator.send(notice.row.id, data, note="换了 <b>4</b> 色砧板").status_code == 303
    (photo,) = kept(notice)
    step = db.session.get(CorrectionStep, photo.step_id)
    assert (notice.row.state, step.move, step.who, step.actor_id) == (
        *("reported", "report", "operator", None),
    )
    assert (photo.source, photo.size, photo.sha256) == ("operator", len(data), sha256(data))
    page = operator.get(f"/answer/{notice.row.id}").text
    assert "您回报已改好，提交了 1 张照片" in page and "换了 &lt;b&gt;4&lt;/b&gt; 色砧板" in page
    assert "已回报，待核对" in page and 'name="photo"' not in page
    seen = operator.get(f"/answer/{notice.row.id}/photos/{sha256(data)}?size=small")
    assert (seen.status_code, seen.mimetype) == (200, "image/jpeg")


def test_photos_may_come_before_the_report_and_go_back(operator: Operator, notice: Notice) -> None:
    one, two = make_jpeg((3, 2, 1)), make_jpeg((1, 2, 3))
    for data in (one, two, one):
        assert operator.send(notice.row.id, data, act="photos").status_code == 303
    assert [photo.step_id for photo in kept(notice)] == [None, None]
    assert notice.row.state == "ordered"
    operator.http.post(f"/answer/{notice.row.id}/photos/{sha256(one)}/back", headers=PAGE)
    operator.send(notice.row.id)
    assert [photo.sha256 for photo in kept(notice)] == [sha256(two)]
    assert notice.row.state == "reported"
    operator.http.post(f"/answer/{notice.row.id}/photos/{sha256(two)}/back", headers=PAGE)
    assert len(kept(notice)) == 1  # what was reported stays


def test_a_repeated_form_answers_as_the_first_did(operator: Operator, notice: Notice) -> None:
    id, shot = uuid7(), make_jpeg()
    answers = [operator.send(notice.row.id, shot, note="x", id=id) for _ in range(2)]
    assert [(one.status_code, one.location) for one in answers] == [
        (303, f"/answer/{notice.row.id}")
    ] * 2
    asked = uuid7()
    assert [operator.ask(notice.row.id, "等货", asked).status_code for _ in range(2)] == [303] * 2
    assert [step.move for step in notice.row.moves] == ["order", "serve", "report", "ask"]
    assert operator.send(notice.row.id, note="x", id=asked).status_code == 400
    assert operator.send(notice.row.id, note="y").status_code == 409


def test_a_form_of_one_correction_is_not_that_of_another(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    both = make_notice(lin, bai, chen, "env.pest", OTHER)
    operator = Operator(app)
    operator.type(both.place, CODE)
    first, second = both.rows
    id = uuid7()
    assert operator.send(first.id, note="x", id=id).status_code == 303
    assert operator.send(second.id, note="x", id=id).status_code == 400
    assert [row.state for row in both.rows] == ["reported", "ordered"]
    page = operator.get().text
    assert first.id in page and second.id in page and "2 项" in page


@pytest.mark.parametrize("id", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_a_form_without_an_id_is_malformed(operator: Operator, notice: Notice, id: str) -> None:
    form = {"id": id, "note": "x"}
    answer = operator.http.post(f"/answer/{notice.row.id}/ask", data=form, headers=PAGE)
    assert answer.status_code == 400


def test_what_became_of_it_is_told_without_a_name(
    operator: Operator, notice: Notice, chen: User, lin: User
) -> None:
    id = notice.row.id
    operator.ask(id, "等货")
    notice.move(id, "decline", "supervisor", reason="货已到")
    operator.send(id, note="好了")
    notice.move(id, "supplement", "supervisor", reason="请补拍排水口")
    operator.send(id, make_jpeg())
    notice.move(id, "send", "supervisor")
    notice.move(id, "still_failing", "inspector", reason="张三说没改")
    notice.move(id, "send", "supervisor")
    notice.move(id, "pass", "inspector")
    page = operator.get(f"/answer/{id}")
    words = words_of(page)
    for said in ("没有同意延期", "货已到", "请补拍排水口", "没有通过", "现场复查，通过", "已销号"):
        assert said in words, said
    for private in ("张三", chen.full_name, lin.full_name):
        assert private not in words
    english = operator.get(f"/answer/{id}?lang=en").text
    assert "Rechecked on site, passed" in english and "Closed" in english


def test_photos_have_an_owner_and_no_user_and_outlive_the_collection(
    operator: Operator, notice: Notice
) -> None:
    kept_one, taken = make_jpeg((1, 0, 0)), make_jpeg((2, 0, 0))
    operator.send(notice.row.id, kept_one, taken, act="photos")
    operator.http.post(f"/answer/{notice.row.id}/photos/{sha256(taken)}/back", headers=PAGE)
    owners = db.session.query(SyncBlobOwner).filter(
        SyncBlobOwner.sha256.in_([sha256(kept_one), sha256(taken)])
    )
    assert owners.count() == 0
    storage = open_storage(current_app.config["SETTINGS"].storage)
    mark_unnamed(storage, datetime.now(UTC) + timedelta(days=8))
    marked = {row.sha256 for row in db.session.query(GcMark)}
    assert sha256(taken) in marked and sha256(kept_one) not in marked
    assert scrub(storage, datetime.now(UTC), 60).lost == []
    assert db.session.get(Photo, sha256(kept_one)).checked_at is not None


def test_only_photos_of_this_item_are_shown_and_no_marked_one(
    operator: Operator, notice: Notice
) -> None:
    own = {one["sha256"] for one in notice.photos.get("env.pest", [])}
    others = {one["sha256"] for item, shots in notice.photos.items() for one in shots} - own
    assert own and others
    for sha, status in [*((one, 200) for one in own), *((one, 404) for one in others)]:
        assert operator.get(f"/answer/{notice.row.id}/photos/{sha}").status_code == status


def test_each_thing_an_operator_does_is_in_the_audit(operator: Operator, notice: Notice) -> None:
    operator.send(notice.row.id, make_jpeg())
    said = [one.action for one in db.session.query(AuditEntry).order_by(AuditEntry.seq)]
    wanted = ["operator_code.open", "correction.photo", "correction.report"]
    assert [one for one in said if one in wanted] == wanted
