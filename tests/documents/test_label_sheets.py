"""Labels are printed so that they can be scanned: each code is decoded back from the PDF."""

import json
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from pypdf import PdfReader

from inspect_app.documents.labels.codes import QUIET
from inspect_app.documents.reports.fonts import has_chinese_font
from inspect_app.domain.label_sheets import FORMS, count_parts
from inspect_app.domain.origins import LOCAL, PLAIN, PRIVATE, why_not_public
from inspect_app.extensions import db
from inspect_app.models.people import User
from inspect_app.models.premises import QrToken
from tests.makers import make_premises
from tests.signing import PAGE, visitor

DECODER = Path(__file__).parent / "decode_codes.mjs"
DPI = 200
A4_MM = (210, 297)
NEEDS_PAPER = pytest.mark.skipif(
    not (has_chinese_font() and shutil.which("pdftoppm") and shutil.which("node")),
    reason="needs a Chinese font, pdftoppm (poppler-utils) and node",
)


@pytest.mark.parametrize(
    ("origin", "why"),
    [
        ("https://inspect.example.cn", None),
        ("https://inspect.example.cn:8443", None),
        ("https://101.226.4.6", None),
        ("http://inspect.example.cn", PLAIN),
        ("http://localhost:8000", LOCAL),
        ("https://inspect", LOCAL),
        ("https://inspect.lan", LOCAL),
        ("https://inspect.example", LOCAL),
        ("http://192.168.1.9:8000", PRIVATE),
        ("https://127.0.0.1", PRIVATE),
        ("https://[::1]:8000", PRIVATE),
        ("https://100.64.0.1", PRIVATE),
    ],
)
def test_an_origin_says_why_a_stranger_cannot_open_it(origin: str, why: str | None) -> None:
    assert why_not_public(origin) == why


def test_every_form_fits_on_a_sheet_and_its_code_is_large_enough() -> None:
    for form in FORMS.values():
        assert form.per_sheet == form.columns * form.rows
        assert form.columns * form.width_mm <= A4_MM[0]
        assert form.rows * form.height_mm <= A4_MM[1]
        assert form.code_mm > form.least_mm >= 25
        assert form.per_pdf % form.per_sheet == 0
    assert [count_parts(all, FORMS[6]) for all in (0, 1, 120, 121)] == [0, 1, 1, 2]


@NEEDS_PAPER
@pytest.mark.parametrize("per", sorted(FORMS))
def test_every_label_of_the_pdf_is_decoded_back(
    app: Flask, ming: User, tmp_path: Path, per: int
) -> None:
    count = min(per + 1, 25)  # a second sheet begins
    for number in range(count):
        make_premises(name=f"第{number:02d}小学食堂（示例）")
    answer = visitor(app, "ming").get(f"/desk/labels/sheets.pdf?per={per}", headers=PAGE)
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == "application/pdf"
    reader = PdfReader(BytesIO(answer.data))
    assert len(reader.pages) == 2
    text = "".join(page.extract_text() for page in reader.pages)
    assert text.count("第 1 版") == count
    wanted = {f"http://localhost/q/{one}" for one in posted_tokens()}
    first, second = decode(answer.data, tmp_path)
    assert (len(first), len(second)) == (per, 1)
    assert {one["text"] for one in first + second} == wanted
    assert all(edge_of(one) >= FORMS[per].least_mm - 0.3 for one in first)


def posted_tokens() -> list[str]:
    return [one.token for one in db.session.query(QrToken)]


def decode(pdf: bytes, folder: Path) -> list[list[dict[str, Any]]]:
    """What a scanner reads on each page."""
    (folder / "labels.pdf").write_bytes(pdf)
    draw = ["pdftoppm", "-r", str(DPI), "-gray", "-png", "labels.pdf", "sheet"]
    subprocess.run(draw, cwd=folder, check=True, timeout=120)
    sheets = sorted(str(path) for path in folder.glob("sheet-*.png"))
    read = subprocess.run(
        ["node", str(DECODER), *sheets], check=True, capture_output=True, timeout=120
    )
    pages: list[list[dict[str, Any]]] = json.loads(read.stdout)
    return pages


def edge_of(code: dict[str, Any]) -> float:
    """The edge of a decoded code in millimetres, its quiet zone left out."""
    assert QUIET == 4
    left, right = code["at"]["topLeft"], code["at"]["topRight"]
    pixels = ((right["x"] - left["x"]) ** 2 + (right["y"] - left["y"]) ** 2) ** 0.5
    return float(pixels / DPI * 25.4)
