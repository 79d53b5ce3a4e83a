"""A day is spelled one way on every page: 9月14日 without spaces, 14 Sep; never as 2022-09-14."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask

from inspect_app.domain.corrections import codes
from inspect_app.models.imported import Baseline
from inspect_app.models.people import User
from inspect_app.services.review.reviews import approve
from inspect_app.services.writing.transaction import writing
from inspect_app.web.formats import day_words, label_month, moment_words
from tests.desk import corrections
from tests.desk.inspections import receive
from tests.desk.test_overview import name_shop
from tests.makers import CAOYANG, checklist_object, make_premises
from tests.public.operators import CODE, ITEM, Operator, make_notice
from tests.public.operators import OTHER as OTHER_ITEM
from tests.services.pushing import NOON
from tests.signing import PAGE, visitor

OTHER = re.compile(
    r"""\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b      # 2022-09-14, 2022/9/14
    | (?:19|20)\d\d\ +年 | 年\ +\d | \d\ +月\ *\d | 月\ +\d | 月\d+\ +日  # 9 月 14 日
    | \b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\ \d{1,2}\b(?!:)
    | \b\d{1,2}(?:st|nd|rd|th)\b""",
    re.VERBOSE,
)
READ_ALOUD = ("aria-label", "title", "alt", "data-name")
SPELLED = re.compile(r"isoformat|strftime|%Y|toLocaleDateString")
TEMPLATES = Path(__file__).parents[1] / "inspect_app" / "templates"


class Words(HTMLParser):
    """What a person reads or hears of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent = tag in ("script", "style")
        self.words += [value for name, value in attrs if name in READ_ALOUD and value]

    def handle_endtag(self, tag: str) -> None:
        self.silent = False

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(data)


def other_spellings(html: str) -> list[str]:
    page = Words()
    page.feed(html)
    return [word.strip() for word in page.words if OTHER.search(word)]


def test_other_spellings_are_found() -> None:
    for wrong in (
        "<p>2022-09-14</p>",
        "<p>9 月 14 日</p>",
        '<b title="Sep 14">',
        "<p>2022/9/1</p>",
    ):
        assert other_spellings(wrong), wrong
    right = (
        '<time datetime="2022-09-14">9月14日</time><input value="2022-09-14"> 14 Sep 2022 2021.1'
    )
    assert other_spellings(right) == []


def paths(app: Flask, lin: User, bai: User, chen: User) -> Iterator[str]:
    """Pages with a day on each of them."""
    place = make_premises()
    id, _ = receive(lin, bai, place)
    approve(chen.id, id, 1, at=NOON)
    waiting, _ = receive(lin, bai, place)
    name_shop("1", CAOYANG, "2022-09-05")
    with writing(NOON) as w:
        row = Baseline(
            target="consumer-unit", count=9, dated_on=date(2020, 12, 31), recorded_at=NOON
        )
        w.session.add(row)
    yield from ("/desk/?as_of=2022-09-20", "/desk/?as_of=2022-09-20&view=table", "/desk/?wall=1")
    yield from (f"/desk/inspections/{one}" for one in (id, waiting))
    yield f"/desk/premises/{place.id}"
    (order,) = corrections.reported(lin, bai, chen, place=make_premises(name="另一家（示例）"))
    yield from ("/desk/corrections", "/desk/corrections?view=list", f"/desk/corrections/{order}")
    for target in ("canteen-school?side=numerator", "food-shop", "consumer-unit?side=numerator"):
        yield f"/desk/targets/{target}"
    yield from ("/desk/premises", "/desk/labels", "/desk/designations", "/desk/baselines")
    yield from ("/desk/people", f"/desk/people/{lin.id}", "/desk/phones", "/desk/quarantine")
    yield from ("/desk/notices", "/desk/notices/digest", "/desk/webhooks")
    yield from ("/desk/rescue", "/desk/proposals", "/desk/photos", "/desk/checklists")
    for code in ("canteen-school", "elevator", "food-shop"):
        yield f"/desk/checklists/{code}/2021.1"
        yield f"/desk/checklists/{code}/difference"
    yield from ("/auth/sessions", "/plan", f"/q/{place.tokens[0].token}")


def test_no_page_spells_a_day_in_another_way(
    app: Flask, lin: User, bai: User, chen: User, ming: User
) -> None:
    # The words of a published checklist are the file's, and stay as they were published.
    published = json.dumps(checklist_object("elevator"), ensure_ascii=False)
    desk, found = visitor(app, "ming"), {}
    for path in list(paths(app, lin, bai, chen)):
        for language in ("zh", "en"):
            join = "&" if "?" in path else "?"
            answer = desk.get(f"{path}{join}lang={language}", headers=PAGE)
            assert answer.status_code == 200, path
            words = other_spellings(answer.text)
            found[path, language] = [one for one in words if one not in published]
    assert {where: words for where, words in found.items() if words} == {}


def test_no_page_of_an_operator_spells_a_day_in_another_way(
    app: Flask, lin: User, bai: User, chen: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(codes, "ROUNDS", 10)
    notice = make_notice(lin, bai, chen, ITEM, OTHER_ITEM)
    operator = Operator(app)
    assert operator.get("/z").status_code == 200
    assert operator.type(notice.place, CODE).status_code == 303
    assert operator.send(notice.row.id, note="已经改好（示例）").status_code < 400
    first, second = notice.rows
    notice.move(second.id, "extend", "supervisor", days=5, reason="等配件（示例）")
    posted = notice.place.tokens[0].token
    for path in ("/z", "/answer", f"/answer/{first.id}", f"/answer/{second.id}", f"/q/{posted}"):
        for language in ("zh", "en"):
            answer = operator.get(f"{path}?lang={language}")
            assert answer.status_code == 200, path
            assert other_spellings(answer.text) == [], path


def test_no_template_spells_a_day_but_in_a_field_or_an_address() -> None:
    lines = [
        line
        for path in TEMPLATES.rglob("*.html")
        for line in path.read_text(encoding="utf-8").splitlines()
        if SPELLED.search(line) and not re.search(r"(?:value|min|max)=", line)
    ]
    assert lines == []


@pytest.mark.parametrize(
    ("language", "words", "with_time"),
    [
        ("zh", "2022年9月14日", "2022年9月14日 12:00"),
        ("en", "14 Sep 2022", "14 Sep 2022 12:00"),
    ],
)
def test_a_day_in_both_languages(app: Flask, language: str, words: str, with_time: str) -> None:
    with app.test_request_context(f"/?lang={language}"):
        assert day_words(date(2022, 9, 14)) == words
        assert moment_words(datetime(2022, 9, 14, 4, 0, tzinfo=UTC)) == with_time
        assert label_month(date(2022, 9, 14)) == "2022年9月"
