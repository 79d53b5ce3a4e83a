"""The board of corrections and one of them: who is turned away, what is shown, what a form does."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from inspect_app.domain.calendar.visits import shanghai_day
from inspect_app.domain.corrections.correction import Move
from inspect_app.extensions import db
from inspect_app.models.corrections import CorrectionPhoto
from inspect_app.models.people import User
from inspect_app.models.reminders import Reminder
from tests.desk import corrections as made
from tests.desk.corrections import row
from tests.desk.inspections import store_photos
from tests.makers import TAOPU, make_jpeg, make_premises, make_user, sha256
from tests.signing import PAGE, visitor

NOW = datetime.now(UTC)
TODAY = shanghai_day(NOW)
PHOTO = make_jpeg((30, 90, 120))


@pytest.fixture
def reported(lin, bai, chen) -> str:
    return made.reported(lin, bai, chen)[0]


def act(app: Flask, who: str, id: str, move: str, **form: object) -> TestResponse:
    sent = {"seen": row(id).steps} | form
    return visitor(app, who).post(f"/desk/corrections/{id}/{move}", data=sent, headers=PAGE)


def look(app: Flask, who: str, path: str) -> TestResponse:
    return visitor(app, who).get(f"/desk/corrections{path}", headers=PAGE)


def test_an_inspector_sees_no_board(app, lin, reported) -> None:
    assert look(app, "lin", "").status_code == 403
    assert look(app, "lin", f"/{reported}").status_code == 403
    assert act(app, "lin", reported, "accept").status_code == 403


def test_a_supervisor_of_another_street_sees_and_moves_nothing(app, reported) -> None:
    make_user("there", role="supervisor", areas=[TAOPU])
    assert "青杉中学食堂" not in look(app, "there", "").text
    assert look(app, "there", f"/{reported}").status_code == 404
    assert act(app, "there", reported, "accept").status_code == 404
    assert row(reported).state == "reported"


@pytest.mark.parametrize(("name", "role"), [("au", "auditor"), ("ming", "administrator")])
def test_others_at_the_desk_read_only(app, reported, name, role) -> None:
    make_user(name, role=role)
    page = look(app, name, f"/{reported}")
    assert page.status_code == 200 and "只能看" in page.text and "接受，销号" not in page.text
    assert act(app, name, reported, "accept").status_code == 403
    remind = {"correction": reported}
    answer = visitor(app, name).post("/desk/corrections/remind", data=remind, headers=PAGE)
    assert answer.status_code == 403


def test_a_move_without_a_token_is_refused(app, reported, chen) -> None:
    chens = visitor(app, "chen")
    app.config["WTF_CSRF_ENABLED"] = True
    answer = chens.post(f"/desk/corrections/{reported}/accept", data={"seen": 3})
    assert answer.status_code == 400 and row(reported).state == "reported"


def test_a_move_from_another_site_is_refused(app, reported, chen) -> None:
    foreign = PAGE | {"Origin": "https://elsewhere.example"}
    path = f"/desk/corrections/{reported}/accept"
    assert visitor(app, "chen").post(path, data={"seen": 3}, headers=foreign).status_code == 403


def test_who_inspected_finds_the_button_dashed_with_its_reason(app, lin, reported) -> None:
    lin.role = "supervisor"
    db.session.commit()
    page = look(app, "lin", f"/{reported}").text
    assert "由别人了结" in page and "接受，销号" not in page
    answer = act(app, "lin", reported, "accept")
    assert answer.status_code == 403 and "不能复核自己参加的检查" in answer.text
    assert row(reported).state == "reported"


@pytest.mark.parametrize("seen", ["", "x", "-1", "99999999999"])
def test_a_form_that_does_not_say_what_was_seen_is_refused(app, chen, reported, seen) -> None:
    assert act(app, "chen", reported, "accept", seen=seen).status_code == 422
    assert row(reported).state == "reported"


def test_a_move_of_others_has_no_address(app, chen, reported) -> None:
    for move in ("pass", "report", "order", "propose"):
        assert act(app, "chen", reported, move).status_code in (404, 405)


def test_one_post_accepts_and_says_so(app, chen, reported) -> None:
    answer = act(app, "chen", reported, "accept")
    assert answer.location == f"/desk/corrections/{reported}"
    assert row(reported).state == "closed"
    page = look(app, "chen", f"/{reported}").text
    assert "已销号" in page and "凭照片接受" in page and "派去复查" not in page


def test_who_comes_too_late_is_told_in_place_how_it_stands(app, chen, reported) -> None:
    made.moved(reported, Move("send", "supervisor", made.DAY))
    answer = act(app, "chen", reported, "accept", seen=3)
    assert answer.status_code == 409
    assert "刚由别人处理过" in answer.text and "待复查" in answer.text
    assert row(reported).state == "recheck"


def test_a_wrong_field_is_told_in_place(app, chen, reported) -> None:
    answer = act(app, "chen", reported, "extend", days="0", reason="等配件")
    assert answer.status_code in (409, 422) and "整改前" in answer.text
    answer = act(app, "chen", reported, "supplement", reason=" ")
    assert answer.status_code == 422 and "请写明原因" in answer.text


def test_a_forbidden_move_is_dashed_and_says_why(app, lin, bai, chen) -> None:
    place = make_premises(name="另一家食堂（示例）")
    (id,) = made.reported(lin, bai, chen, made.KEY, place=place)
    page = look(app, "chen", f"/{id}").text
    assert "只有一般项能凭照片接受" in page and "接受，销号" not in page
    assert "期限已过，不能再延期" in page


def test_who_is_sent_is_chosen_among_those_who_may_go(app, lin, bai, chen, wu, reported) -> None:
    page = look(app, "chen", f"/{reported}").text
    assert f'value="{lin.id}"' in page and f'value="{wu.id}"' not in page
    assert act(app, "chen", reported, "send", to=wu.id).status_code == 422
    assert act(app, "chen", reported, "send", to=bai.id).status_code == 302
    assert (row(reported).state, row(reported).assigned_to) == ("recheck", bai.id)


def test_a_draft_is_not_served_until_a_second_person_confirmed_its_clause(
    app, lin, bai, chen
) -> None:
    make_user("dai", role="supervisor")
    (id,) = made.ordered(lin, bai, chen, made.NO_CLAUSE)
    serve = {"how": "handed", "on": "2022-09-14"}
    assert act(app, "chen", id, "serve", **serve).status_code == 409
    clause = {"clause": "某规定第三条（示例）"}
    assert act(app, "chen", id, "clause", **clause).status_code == 302
    assert act(app, "chen", id, "clause/confirm", **clause).status_code == 403
    assert act(app, "dai", id, "clause/confirm", **clause).status_code == 302
    assert act(app, "chen", id, "serve", **serve).status_code == 302
    assert "确认" in look(app, "chen", f"/{id}").text


def test_words_of_operators_stay_words(app, lin, bai, chen) -> None:
    (id,) = made.served(lin, bai, chen)
    hostile = "<script>alert(1)</script>{{ 7 * 7 }}"
    made.moved(id, Move("report", "operator", made.DAY, reason=hostile))
    page = look(app, "chen", f"/{id}").text
    assert "<script>alert" not in page and "{{ 7 * 7 }}" in page


def with_photo(id: str, step: str | None, sha: str) -> None:
    db.session.add(
        CorrectionPhoto(
            correction_id=id,
            sha256=sha,
            position=1,
            step_id=step,
            source="web",
            size=len(PHOTO),
            added_at=NOW,
        )
    )
    db.session.commit()


def test_photos_are_shown_as_copies_to_who_may_see_the_correction(app, chen, reported) -> None:
    make_user("there", role="supervisor", areas=[TAOPU])
    sha = sha256(PHOTO)
    store_photos({sha: PHOTO})
    path = f"/{reported}/photos/{sha}"
    assert look(app, "chen", path).status_code == 404
    with_photo(reported, row(reported).moves[-1].id, sha)
    assert look(app, "there", path).status_code == 404
    answer = look(app, "chen", path)
    assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
    assert answer.data != PHOTO
    assert look(app, "chen", f"{path}?size=original").status_code == 404
    assert f"{sha[:4]}-{sha[4:8]}".upper() in look(app, "chen", f"/{reported}").text


def test_what_an_operator_has_not_sent_off_is_not_shown(app, chen, reported) -> None:
    sha = sha256(PHOTO)
    store_photos({sha: PHOTO})
    with_photo(reported, None, sha)
    assert look(app, "chen", f"/{reported}/photos/{sha}").status_code == 404


def test_a_phone_shows_no_photo_that_its_user_never_sent(app, lin, chen, reported) -> None:
    sha = sha256(PHOTO)
    store_photos({sha: PHOTO})
    made.decided(chen, reported, "send", to=lin.id)
    made.moved(reported, Move("unable", "inspector", made.DAY, reason="关门"), lin.id)
    with_photo(reported, row(reported).moves[-1].id, sha)
    path = f"/{reported}/photos/{sha}"
    assert look(app, "chen", path).status_code == 404
    store_photos({sha: PHOTO}, lin)
    assert look(app, "chen", path).status_code == 200


def due_in(lin: User, bai: User, chen: User, days: int, name: str, on=TODAY) -> str:
    place = make_premises(name=name)
    return made.served(
        lin, bai, chen, place=place, days=days, served_on=on, on=TODAY.isoformat(), at=NOW
    )[0]


def test_the_board_has_a_column_for_each_stretch_of_days(app, lin, bai, chen) -> None:
    due_in(lin, bai, chen, 0, "今天食堂（示例）")
    due_in(lin, bai, chen, 3, "这周食堂（示例）")
    due_in(lin, bai, chen, 20, "以后食堂（示例）")
    made.served(lin, bai, chen, place=make_premises(name="逾期食堂（示例）"))
    page = look(app, "chen", "").text
    columns = page.split('<section class="board-column')[1:]
    found = ["逾期食堂", "今天食堂", "这周食堂", "以后食堂"]
    assert [name for name, column in zip(found, columns, strict=True) if name not in column] == []
    assert "4 项没有销号" in page and "1 项没有回报" in page
    assert page.count("逾期食堂") == 2  # its name, and the box to choose it


def test_what_has_no_deadline_yet_stands_last(app, lin, bai, chen) -> None:
    made.ordered(lin, bai, chen)
    column = look(app, "chen", "").text.split('<section class="board-column')[-1]
    assert "青杉中学食堂" in column and "还没有送达" in column


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", True),
        ("area=310107005", True),
        ("area=310107103", False),
        ("kind=canteen_school&department=jyj", True),
        ("department=fgj", False),
        ("weight=general", True),
        ("weight=key", False),
        ("stage=overdue", True),
        ("stage=silent", False),
        ("stage=reported", True),
        ("stage=today", False),
    ],
)
def test_the_list_is_narrowed(app, chen, reported, query, found) -> None:
    page = look(app, "chen", f"?view=list&{query}")
    assert page.status_code == 200 and ("青杉中学食堂" in page.text) is found


@pytest.mark.parametrize("query", ["view=map", "stage=never", "page=0&view=list"])
def test_an_address_that_asks_for_something_else_is_not_found(app, chen, query) -> None:
    assert look(app, "chen", f"?{query}").status_code == 404


def test_many_are_reminded_at_once_and_each_premises_once_a_day(app, lin, bai, chen) -> None:
    ids = made.served(lin, bai, chen, made.GENERAL, made.KEY)
    chens = visitor(app, "chen")
    answer = chens.post("/desk/corrections/remind", data={"correction": ids}, headers=PAGE)
    assert answer.status_code == 302
    assert "已记下催办：1 家" in chens.get("/desk/corrections", headers=PAGE).text
    chens.post("/desk/corrections/remind", data={"correction": ids}, headers=PAGE)
    assert "1 家没有催" in chens.get("/desk/corrections", headers=PAGE).text
    assert db.session.query(Reminder).count() == 1
    assert "发函催办" in chens.get(f"/desk/corrections/{ids[0]}", headers=PAGE).text


def test_a_reminder_that_reached_nobody_is_not_called_done(app, lin, bai, chen) -> None:
    ids = made.served(lin, bai, chen)
    chens = visitor(app, "chen")
    for _ in range(2):
        chens.post("/desk/corrections/remind", data={"correction": ids}, headers=PAGE)
    said = chens.get("/desk/corrections", headers=PAGE).text
    assert "已记下催办：1 家" in said and "已记下催办：0 家" not in said


def test_a_report_that_was_looked_at_is_not_called_missing(app, lin, bai, chen, reported) -> None:
    made.moved(reported, Move("send", "supervisor", made.DAY))
    page = look(app, "chen", f"/{reported}").text
    assert "没有等核对的回报" in page and "还没有回报" not in page


def test_a_recheck_of_nobody_in_particular_says_who_may_look(app, chen, reported) -> None:
    made.moved(reported, Move("send", "supervisor", made.DAY))
    assert "参检人员都可复查" in look(app, "chen", "").text
    assert "派给—" not in look(app, "chen", "?view=list").text


def test_nothing_chosen_reminds_nobody(app, chen) -> None:
    answer = visitor(app, "chen").post("/desk/corrections/remind", headers=PAGE)
    assert answer.status_code == 422


def test_premises_and_inspection_lead_to_their_corrections(app, chen, reported) -> None:
    chens = visitor(app, "chen")
    found = row(reported)
    for path in (f"premises/{found.premises_id}", f"inspections/{found.inspection_id}"):
        page = chens.get(f"/desk/{path}", headers=PAGE).text
        assert "整改 1 项" in page, path
    assert "整改 1 项没有销号" in chens.get("/desk/", headers=PAGE).text
    closed = look(app, "chen", f"?view=list&premises={found.premises_id}").text
    assert "青杉中学食堂" in closed


def test_all_pages_can_be_read_in_english(app, chen, reported) -> None:
    chens: FlaskClient = visitor(app, "chen")
    for path in ("", "?view=list", f"/{reported}"):
        join = "&" if "?" in path else "?"
        page = chens.get(f"/desk/corrections{path}{join}lang=en", headers=PAGE)
        assert page.status_code == 200 and "Corrections" in page.text


def test_a_passed_over_weekend_is_overdue(app) -> None:
    from inspect_app.desk.corrections.words import standing_of

    friday = made.DAY - timedelta(days=5)  # 9 September; the 12th is a holiday
    standing = standing_of("ordered", friday, friday + timedelta(days=1))
    assert standing and standing.late == 1
