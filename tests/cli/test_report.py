"""`report`: what is no report is refused; the rest is three files and a digest."""

import json
import os
from pathlib import Path

import pytest
import rfc8785

from inspect_app.documents.reports import fonts, pdf
from inspect_app.documents.reports.digest import digest_of
from tests import makers
from tests.cli.conftest import assert_refused

QUARTER = ("report", "quarterly", "2022Q3", "--known-at", "2022-12-31")
FILES = ["report.html", "report.json", "report.pdf"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("quarterly", "2022Q5"), "period"),
        (("quarterly", "2022-07"), "period"),
        (("monthly", "2022Q3"), "period"),
        (("yearly", "../../etc"), "period"),
        (("weekly", "2022-07"), "usage"),
        (("quarterly", "2099Q1"), "future_period"),
        (("yearly", "2022", "--as-of", "2021-12-31"), "as_of"),
        (("yearly", "2022", "--as-of", "2022-13-01"), "usage"),
        (("yearly", "2022", "--lang", "fr"), "usage"),
    ],
)
def test_what_is_no_report_is_refused_and_writes_nothing(tell, tmp_path, arguments, code) -> None:
    out = tmp_path / "out"
    assert_refused(tell("report", *arguments, "--out", str(out)), code)
    assert not out.exists()


def test_a_report_needs_a_folder(tell, tmp_path) -> None:
    assert_refused(tell("report", "yearly", "2022"), "usage")
    file = tmp_path / "file"
    file.write_text("")
    assert_refused(tell("report", "yearly", "2022", "--out", str(file)), "usage")


def test_without_a_font_html_and_data_are_written_and_no_pdf(tell, tmp_path, monkeypatch) -> None:
    (tmp_path / "empty").mkdir()
    settings = tmp_path / "fonts.conf"
    settings.write_text(f"<fontconfig><dir>{tmp_path / 'empty'}</dir></fontconfig>")
    monkeypatch.setenv("FONTCONFIG_FILE", str(settings))
    out = tmp_path / "out"
    out.mkdir()
    (out / "report.pdf").write_text("of another day")
    error = assert_refused(tell(*QUARTER, "--out", str(out)), "no_font")
    assert fonts.PACKAGES in error["message"]
    assert sorted(path.name for path in out.iterdir()) == FILES[:2]


def test_the_same_day_and_knowledge_write_the_same_data(tell, app, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("inspect_app.commands.report.make_pdf", lambda page: b"%PDF-")
    makers.make_premises()
    first, second = tmp_path / "a", tmp_path / "b"
    told = tell(*QUARTER, "--out", str(first))
    assert told.code == 0
    as_json = tell(*QUARTER, "--out", str(second), "--lang", "en", "--json").json
    written = [json.loads((out / "report.json").read_bytes()) for out in (first, second)]
    assert written[0] == written[1]
    assert told.out.strip() == as_json["sha256"] == written[0]["sha256"]
    assert digest_of(written[0]["data"]) == written[0]["sha256"]
    assert (first / "report.json").read_bytes() == rfc8785.dumps(written[0]) + b"\n"
    assert written[0]["data"]["known_at"] == "2022-12-31"
    assert "Quality report" in (second / "report.html").read_text()
    assert sorted(path.name for path in first.iterdir()) == FILES


def test_a_day_within_the_period_can_be_asked_for(tell, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("inspect_app.commands.report.make_pdf", lambda page: b"%PDF-")
    out = tmp_path / "out"
    assert tell(*QUARTER, "--as-of", "2022-08-15", "--out", str(out)).code == 0
    assert json.loads((out / "report.json").read_bytes())["data"]["as_of"] == "2022-08-15"


def test_a_real_pdf_has_pages_with_their_words(tell, app, tmp_path) -> None:
    if not fonts.has_chinese_font():
        words = f"no Chinese font: sudo apt-get install {fonts.PACKAGES}"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(words)
    from pypdf import PdfReader

    makers.make_premises()
    out = tmp_path / "out"
    told = tell(*QUARTER, "--out", str(out))
    assert told.code == 0, told.err
    reader = PdfReader(Path(out / "report.pdf"))
    texts = [page.extract_text() for page in reader.pages]
    assert len(texts) >= 5
    assert "质量状况分析报告" in texts[0] and "2022年第三季度" in texts[0]
    assert all(f"第 {at} 页" in text for at, text in enumerate(texts, 1))
    assert told.out.strip()[:8] in texts[-1]
    assert "算法和口径" in texts[-1] + texts[-2]


def test_a_busy_process_makes_no_second_pdf(tell, tmp_path) -> None:
    with pdf._busy:
        assert_refused(tell(*QUARTER, "--out", str(tmp_path / "out")), "no_pdf")
