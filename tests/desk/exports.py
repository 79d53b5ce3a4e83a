"""How a test takes a list as a file, and reads it again."""

import csv
from io import BytesIO, StringIO
from typing import Any

import openpyxl
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.signing import PAGE


def take(browser: FlaskClient, name: str, kind: str = "csv", **filters: str) -> TestResponse:
    """The answer to a press of the button; `lang` may be one of the filters."""
    query = {"lang": filters.pop("lang", "zh")}
    form = {"format": kind} | filters
    path = f"/desk/exports/{name}"
    with browser.post(path, data=form, query_string=query, headers=PAGE) as answer:
        answer.get_data()
        return answer


def rows_of(browser: FlaskClient, name: str, **filters: str) -> list[list[str]]:
    """Every row of a CSV, the head first."""
    answer = take(browser, name, **filters)
    assert answer.status_code == 200, answer.text
    return list(csv.reader(StringIO(answer.data.decode("utf-8-sig"), newline="")))


def sheets_of(browser: FlaskClient, name: str, **filters: str) -> Any:
    """The workbook of a list."""
    answer = take(browser, name, "xlsx", **filters)
    assert answer.status_code == 200, answer.text
    return openpyxl.load_workbook(BytesIO(answer.data))
