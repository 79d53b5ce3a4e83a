"""The audit trail at the desk: who may read it, who did what, and whether it holds."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text, update

from inspect_app.desk.audit.actions import KNOWN
from inspect_app.domain.corrections.table import MOVES
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.people import User
from inspect_app.server.sweeps import ROOTS
from inspect_app.services.instance import audit_check
from inspect_app.services.instance.audit_check import check_newest
from inspect_app.services.instance.audit_roots import note_root
from inspect_app.services.people.accounts import disable_user
from inspect_app.services.people.erasure import erase_user
from inspect_app.services.review.reviews import approve
from inspect_app.services.writing.transaction import writing
from inspect_app.web.language import LANGUAGES, texts_of
from tests.desk.exports import rows_of, take
from tests.desk.inspections import receive
from tests.makers import make_premises, make_user
from tests.services.pushing import NOON
from tests.signing import PAGE, visitor
from tests.statements import counted

APP = Path(__file__).parents[2] / "inspect_app"
ACT = re.compile(r"""audit\(\s*f?"([a-z_.{}]+)\"""")


@pytest.fixture
def wu(app: Flask) -> User:
    return make_user("wu", role="auditor")


def acts(count: int, action: str = "test.act", at: datetime = NOON) -> None:
    with writing(at) as w:
        for number in range(count):
            w.audit(action, f"thing:{number}", number=number)


def shown(app: Flask, query: str = "", who: str = "wu") -> str:
    answer = visitor(app, who).get(f"/desk/audit?{query}", headers=PAGE)
    assert answer.status_code == 200
    return answer.text


def numbers(page: str) -> list[int]:
    found = re.findall(r'audit-seq">\s*<span class="sr">序号 </span>([\d,]+)', page)
    return [int(one.replace(",", "")) for one in found]


@pytest.mark.parametrize("path", ["/desk/audit", "/desk/audit/check"])
@pytest.mark.parametrize("who", ["lin", "chen"])
def test_an_inspector_and_a_supervisor_are_turned_away(
    app: Flask, lin: User, chen: User, who: str, path: str
) -> None:
    assert visitor(app, who).get(path, headers=PAGE).status_code == 403
    assert "/desk/audit" not in visitor(app, "chen").get("/desk/premises", headers=PAGE).text


def test_a_supervisor_takes_no_copy_of_it(app: Flask, chen: User) -> None:
    assert take(visitor(app, "chen"), "audit").status_code == 403


@pytest.mark.parametrize("who", ["ming", "wu"])
def test_an_administrator_and_an_auditor_read_it(
    app: Flask, ming: User, wu: User, who: str
) -> None:
    page = shown(app, who=who)
    assert "登录" in page and 'href="/desk/audit"' in page


@pytest.mark.parametrize("query", ["before=x", "after=-1", "before=²", "after=" + "9" * 16])
def test_a_number_that_is_none_is_not_found(app: Flask, wu: User, query: str) -> None:
    assert visitor(app, "wu").get(f"/desk/audit?{query}", headers=PAGE).status_code == 404


def test_the_first_and_the_last_day_of_all_narrow_nothing(app: Flask, wu: User) -> None:
    browser = visitor(app, "wu")
    everything = "since=0001-01-01&until=2099-12-31"
    assert browser.get(f"/desk/audit?{everything}", headers=PAGE).status_code == 200
    _, *rows = rows_of(browser, "audit", since="0001-01-01", until="9999-12-31")
    assert rows


@pytest.mark.parametrize("query", ["since=2022-02-30", "until=9999-12-31", "since=x"])
def test_a_day_that_is_none_is_refused(app: Flask, wu: User, query: str) -> None:
    assert visitor(app, "wu").get(f"/desk/audit?{query}", headers=PAGE).status_code == 422


def test_an_entry_says_in_words_who_did_what_to_what_and_when(
    app: Flask, lin: User, bai: User, chen: User, wu: User
) -> None:
    place = make_premises(name="白杨小学食堂（示例）")
    id, _ = receive(lin, bai, place)
    approve(chen.id, id, 1, at=NOON)
    page = shown(app, "action=inspection.approve")
    assert len(numbers(page)) == 1
    assert "复核通过" in page and "白杨小学食堂" in page and "2022年9月" in page
    assert chen.full_name in page and f"/desk/inspections/{id}" in page and "rev=1" in page
    assert "Inspection approved" in shown(app, "action=inspection.approve&lang=en")


def test_an_unknown_action_stands_there_by_its_code(app: Flask, wu: User) -> None:
    acts(1, "future.deed")
    assert "future.deed" in shown(app)
    assert len(numbers(shown(app, "action=future.deed"))) == 1


def test_every_action_that_the_server_writes_has_its_words() -> None:
    written = {
        code
        for path in APP.rglob("*.py")
        if "node_modules" not in path.parts
        for code in ACT.findall(path.read_text(encoding="utf-8"))
    }
    fixed = {code for code in written if "{" not in code}
    assert len(fixed) > 60
    assert sorted(fixed - KNOWN) == []
    begun = {code.partition("{")[0] for code in written - fixed}
    assert [one for one in begun if not any(code.startswith(one) for code in KNOWN)] == []
    assert {f"correction.{name}" for name in MOVES} <= KNOWN
    for language in LANGUAGES:
        assert {f"audit.action.{code}" for code in KNOWN} <= texts_of(language).keys()


def test_filters_narrow_by_person_action_subject_and_day(
    app: Flask, lin: User, chen: User, wu: User
) -> None:
    place = make_premises()
    with writing(datetime(2022, 3, 1, 17, tzinfo=UTC)) as w:  # already 2 March in Shanghai
        w.audit("premises.label", f"premises:{place.id}", chen.id, issue=2)
    for query in (
        *("who=chen&action=premises.label", f"who={chen.full_name}&action=premises.label"),
        *(f"about=premises:{place.id}", f"about={place.id}", f"about={place.code}"),
        "since=2022-03-02&until=2022-03-02",
    ):
        assert len(numbers(shown(app, query))) == 1, query
    assert numbers(shown(app, "who=lin&action=premises.label")) == []
    assert numbers(shown(app, "until=2022-03-01&since=2022-02-01")) == []
    assert numbers(shown(app, "who=nobody' OR 1=1 --")) == []
    assert "没有这样的记录" in shown(app, "about=%00")


def test_pages_follow_each_other_without_gap_or_double_in_both_directions(
    app: Flask, wu: User
) -> None:
    acts(130)
    browser = visitor(app, "wu")

    def page(query: str) -> tuple[list[int], str]:
        found = browser.get(f"/desk/audit?action=test.act{query}", headers=PAGE).text
        return numbers(found), found

    first, text_1 = page("")
    second, text_2 = page(f"&before={first[-1]}")
    third, text_3 = page(f"&before={second[-1]}")
    assert [len(first), len(second), len(third)] == [50, 50, 30]
    whole = first + second + third
    assert whole == sorted(whole, reverse=True) and len(set(whole)) == 130
    assert "较新的" not in text_1 and "较早的" in text_1
    assert "较新的" in text_2 and "较早的" in text_2
    assert "较新的" in text_3 and "较早的" not in text_3
    assert page(f"&after={third[0]}")[0] == second
    assert page(f"&after={second[0]}")[0] == first
    assert page(f"&after={first[0]}")[0] == first  # nothing newer: the newest page


def test_a_longer_trail_takes_as_many_queries_and_stays_light(app: Flask, wu: User) -> None:
    def asked(query: str) -> int:
        browser = visitor(app, "wu")
        db.session.remove()
        with counted() as statements:
            answer = browser.get(f"/desk/audit{query}", headers=PAGE)
        assert answer.status_code == 200 and len(answer.data) < 150_000
        return len(statements)

    acts(5)
    few = asked("")
    acts(300)
    assert asked("") == few == asked("?before=200")


def test_the_name_of_an_erased_person_is_gone_from_the_trail(
    app: Flask, chen: User, wu: User
) -> None:
    name, id = chen.full_name, chen.id
    with writing(NOON) as w:
        w.audit("test.act", "thing:1", id)
    disable_user("chen", at=NOON)
    assert name in shown(app, "action=test.act")
    erase_user("chen", at=NOON)
    assert name not in shown(app, "action=test.act")
    assert len(numbers(shown(app, f"who={id}&action=test.act"))) == 1


def test_an_export_names_a_person_by_the_id_and_has_the_rows_of_the_page(
    app: Flask, chen: User, wu: User
) -> None:
    with writing(NOON) as w:
        w.audit("premises.label", "premises:1", chen.id, issue=2)
    page = shown(app, "who=chen&action=premises.label")
    assert f'name="actor" value="{chen.id}"' in page
    head, row = rows_of(visitor(app, "wu"), "audit", actor=chen.id, action="premises.label")
    assert head[:5] == ["序号", "时间", "姓名", "登录名", "操作"]
    assert row[2:8] == [chen.full_name, "chen", "换新标签码", "premises.label", "premises:1"] + [
        '{"issue": 2}'
    ]


def checked(app: Flask) -> str:
    answer = visitor(app, "wu").get("/desk/audit/check", headers=PAGE)
    assert answer.status_code == 200
    return answer.text


def altered() -> None:
    """An administrator of the database changes an entry, and no guard is in his way."""
    guards = ["audit_no_update", "audit_no_delete"]
    if db.engine.dialect.name == "postgresql":
        guards = ["audit_no_change ON audit"]
    for guard in guards:
        db.session.execute(text(f"DROP TRIGGER {guard}"))
    of = AuditEntry.subject == "thing:1"
    db.session.execute(update(AuditEntry).where(of).values(detail={"altered": True}))
    db.session.commit()


def test_the_check_says_what_it_read_and_that_it_holds(app: Flask, wu: User) -> None:
    acts(3)
    page = checked(app)
    assert "第 1–" in page and "每条都重算过" in page and "已从第 1 条查起" in page
    assert "还没有记在数据库以外的末尾" in page


def test_a_changed_entry_is_named(app: Flask, wu: User) -> None:
    acts(3)
    bad = db.session.query(AuditEntry).filter_by(subject="thing:1").one().seq
    altered()
    page = checked(app)
    assert f"第 {bad} 条对不上" in page and "每条都重算过" not in page


def test_the_check_begins_at_the_end_that_was_noted_last(app: Flask, wu: User) -> None:
    acts(3)
    roots = app.config["SETTINGS"].instance / ROOTS
    end = note_root(roots, NOON)
    assert end is not None
    acts(2)
    found = check_newest(roots)
    assert (found.first, found.count, found.bad, found.from_root) == (
        *(end.end.seq + 1, 2, None, True),
    )
    assert "2022年9月" in checked(app) and "inspect-app audit verify" in checked(app)


def test_a_noted_end_that_is_another_one_now_is_found(app: Flask, wu: User) -> None:
    acts(3)
    roots = app.config["SETTINGS"].instance / ROOTS
    note_root(roots, NOON)
    noted = roots.read_text()
    end = check_newest(roots).last
    roots.write_text(re.sub(r'"head": "\w{8}', '"head": "00000000', noted))
    assert check_newest(roots).bad == end
    roots.write_text(noted.replace(f'"entries": {end}', f'"entries": {end + 5}'))
    assert check_newest(roots).bad == end + 1


def test_the_check_reads_no_more_than_its_share(
    app: Flask, wu: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    acts(30)
    roots = app.config["SETTINGS"].instance / ROOTS
    found = check_newest(roots, most=10)
    assert (found.count, found.bad, found.is_whole) == (10, None, False)
    assert audit_check.MOST <= 20_000
