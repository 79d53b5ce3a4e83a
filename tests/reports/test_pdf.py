"""The PDF is made by a process that reads fonts alone; what it cannot do well it does not do."""

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from inspect_app.documents.reports import confinement, fonts, pdf
from inspect_app.documents.reports.pdf import Bounds, FontMissing, NoPdf, PdfBusy, make_pdf
from inspect_app.photos import confinement as of_photos

PROJECT = Path(__file__).parents[2]
FONT = 'html{font-family:"Noto Sans CJK SC"}'
NEEDS_PAGES = pytest.mark.usefixtures("page_setting")


def page(body: str = "普陀区", style: str = "") -> str:
    return f'<html lang="zh-CN"><style>{style}{FONT}</style>{body}</html>'


@pytest.fixture
def empty_fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fontconfig that knows one folder, in which there is nothing."""
    (tmp_path / "fonts").mkdir()
    settings = tmp_path / "fonts.conf"
    settings.write_text(f"<fontconfig><dir>{tmp_path / 'fonts'}</dir></fontconfig>")
    monkeypatch.setenv("FONTCONFIG_FILE", str(settings))


@pytest.mark.usefixtures("empty_fonts")
def test_without_a_chinese_font_there_is_no_pdf_and_the_packages_are_named() -> None:
    with pytest.raises(FontMissing, match="fonts-noto-cjk"):
        make_pdf(page())


def test_without_fontconfig_there_is_no_font(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not fonts.has_chinese_font()


@NEEDS_PAGES
@pytest.mark.parametrize(
    ("body", "style"),
    [
        ('<img src="file:///etc/passwd">', ""),
        ('<img src="http://127.0.0.1:9/a.png">', ""),
        ('<img src="data:image/png;base64,iVBORw0KGgo=">', ""),
        ('<link rel="stylesheet" href="file:///etc/passwd">', ""),
        ('<object data="file:///etc/passwd"></object>', ""),
        ("普陀", "html{background:url(file:///etc/passwd)}"),
        ("普陀", "@import url(http://127.0.0.1:9/a.css);"),
        ("普陀", "@font-face{font-family:a;src:url(file:///etc/passwd)}html{font-family:a}"),
        ('<a rel="attachment" href="file:///etc/passwd">普陀</a>', ""),
    ],
)
def test_a_page_that_names_a_file_or_an_address_becomes_no_pdf(body: str, style: str) -> None:
    with pytest.raises(NoPdf):
        make_pdf(page(body, style))


@NEEDS_PAGES
def test_a_drawing_that_names_a_file_shows_nothing_of_it() -> None:
    drawing = (
        '<svg width="50" height="50"><image href="file:///etc/passwd" width="9" height="9"/></svg>'
    )
    try:
        made = make_pdf(page(f"普陀{drawing}"))
    except NoPdf:
        return
    assert b"root:" not in made and "root" not in read(made)


@NEEDS_PAGES
def test_a_sign_without_a_glyph_is_named_and_becomes_no_pdf() -> None:
    with pytest.raises(NoPdf, match="\U0010fffd"):
        make_pdf(page("普陀区\U0010fffd"))


@NEEDS_PAGES
@pytest.mark.parametrize("bounds", [Bounds(memory=120 * 2**20), Bounds(wall_s=0.05)])
def test_a_process_over_its_limits_makes_no_pdf(bounds: Bounds) -> None:
    with pytest.raises(NoPdf, match="limits"):
        make_pdf(page("普陀区" * 2_000), bounds)


@NEEDS_PAGES
def test_a_page_that_takes_too_long_makes_no_pdf() -> None:
    rows = "<tr><td>普陀</td><td>1</td></tr>" * 40_000
    with pytest.raises(NoPdf, match="limits"):
        make_pdf(page(f"<table>{rows}</table>"), Bounds(cpu_s=2))


def test_one_process_makes_one_pdf_at_a_time() -> None:
    with pdf._busy, pytest.raises(PdfBusy):
        make_pdf(page())


CALLS = {
    "read another file": "open('/etc/passwd')",
    "read a process": "open('/proc/1/environ')",
    "write": "open('/usr/new', 'w')",
    "list": "os.listdir('/etc')",
    "rename": "os.rename('/usr/a', '/usr/b')",
    "unlink": "os.unlink('/usr/a')",
    "socket": "socket.socket()",
    "pipe": "os.pipe()",
    "fork": "os.fork()",
    "execve": "os.execv('/bin/true', ['true'])",
    "kill": "os.kill(1, 15)",
    "setuid": "os.setuid(0)",
    "memory": "bytearray(1100 * 2**20)",
}


@pytest.mark.parametrize("call", CALLS)
def test_inside_the_walls_nothing_else_is_reached(call: str) -> None:
    ended = inside(CALLS[call])
    if ended.stdout.startswith("missing"):
        words = f"this machine lacks walls: {ended.stdout}"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(words)
    assert ended.returncode != 0 and "Error" in ended.stderr, ended
    assert "FileNotFound" not in ended.stderr


@pytest.mark.usefixtures("page_setting")
def test_inside_the_walls_fonts_can_be_read_and_threads_begun() -> None:
    code = "t = threading.Thread(target=print, args=('begun',)); t.start(); t.join()"
    assert "begun" in inside(code).stdout
    assert inside("print(len(os.listdir('/usr')) > 0)").stdout == "True\n"


def inside(code: str) -> subprocess.CompletedProcess[str]:
    """Runs a line of Python inside the walls of the process that makes PDFs."""
    program = f"""
import os, socket, sys, threading
sys.path.insert(0, {str(PROJECT)!r})
from inspect_app.documents.reports import confinement
missing = confinement.confine(20, 2**30)
if missing & (confinement.NO_FILTER | confinement.NO_FOLDERS):
    print("missing", missing)
    sys.exit(0)
{code}
"""
    command = [sys.executable, "-c", program]
    return subprocess.run(command, capture_output=True, text=True, timeout=120)


def test_a_wall_that_is_missing_is_told_once(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "_told", set())
    for _ in range(2):
        pdf._tell_missing(confinement.NO_FOLDERS)
    assert [record.message for record in caplog.records] == [
        "PDFs are made by a process without limits on the folders that it reads:"
        " this kernel has no Landlock"
    ]
    assert confinement.NO_FOLDERS not in (of_photos.NO_USER, of_photos.NO_FILTER)


def test_only_the_confined_process_knows_the_renderer() -> None:
    """Where the renderer's libraries are missing, everything else starts as before."""
    users = [
        path.name
        for path in (PROJECT / "inspect_app").rglob("*.py")
        if "from weasyprint" in path.read_text("utf-8")
    ]
    assert users == ["pdf_process.py"]


@NEEDS_PAGES
def test_the_pages_have_their_words_and_their_numbers() -> None:
    style = '@page{size:A4;@bottom-right{content:counter(page) " / " counter(pages)}}'
    reader = PdfReader(
        BytesIO(make_pdf(page("<p>普陀区</p><p style='break-before:page'>第二页</p>", style)))
    )
    assert [one.extract_text().split() for one in reader.pages] == [
        ["普陀区", "1", "/", "2"],
        ["第二页", "2", "/", "2"],
    ]


def read(made: bytes) -> str:
    return "".join(one.extract_text() for one in PdfReader(BytesIO(made)).pages)
