"""Open data for everybody's programs: reviewed results as CSV and JSON, the plan as JSON.

Any site may read it (CORS), and caches may keep it for minutes.
"""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from flask import Response, current_app, jsonify, request, send_file
from flask.typing import ResponseReturnValue

from inspect_app.documents.tables.cells import Cell
from inspect_app.documents.tables.csv_table import write_csv
from inspect_app.documents.tables.files import fill_file
from inspect_app.documents.tables.json_rows import write_json
from inspect_app.public.pages import public
from inspect_app.public.rows import COLUMNS, list_results, reported_object, target_object
from inspect_app.queries.figures.plans import plan_in_force
from inspect_app.queries.figures.progress import list_progress
from inspect_app.queries.reported import list_reported
from inspect_app.queries.snapshot import take_snapshot
from inspect_app.queries.stamps import read_stamp
from inspect_app.storage.private_files import make_folder
from inspect_app.web.asof import asked_day, where_it_lies
from inspect_app.web.formats import today
from inspect_app.web.headers import NOTHING
from inspect_app.web.limits import OPEN_DATA, per_minute

FRESH_S = 300


@public.get("/results.csv")
@per_minute(OPEN_DATA)
def results_csv() -> ResponseReturnValue:
    """Send the newest reviewed result of each premises as CSV."""
    return _send_file("text/csv", _write_csv)


@public.get("/results.json")
@per_minute(OPEN_DATA)
def results_json() -> ResponseReturnValue:
    """Send the same rows as JSON."""
    return _send_file("application/json", _write_json)


@public.get("/plan.json")
@per_minute(OPEN_DATA)
def plan_json() -> ResponseReturnValue:
    """Answer with the figures of the page /plan on a day, today by default."""
    current, as_of = plan_in_force(), asked_day()
    rows = list_progress(current, as_of)
    response = jsonify(
        plan={
            "id": current.id,
            "zh": current.zh,
            "en": current.en,
            "start": current.start.isoformat(),
            "end": current.end.isoformat(),
        },
        as_of=as_of.day.isoformat(),
        lies=where_it_lies(current, as_of.day),
        scope="whole",
        targets=[target_object(current, row) for row in rows],
        reported=[reported_object(row) for row in list_reported(as_of)],
    )
    response.add_etag()
    _open(response).make_conditional(request)
    return response


def _send_file(mimetype: str, fill: Callable[[IO[bytes]], int]) -> Response:
    """Send a file that is made anew, unless nothing was written since the asker's copy."""
    stamp = f"{mimetype} {today()} {read_stamp()} {COLUMNS}"
    etag = hashlib.sha256(stamp.encode()).hexdigest()[:32]
    if request.if_none_match.contains(etag):
        response = Response(status=304)
        response.set_etag(etag)
        return _open(response)
    take_snapshot()
    made = fill_file(_folder(), fill)
    response = send_file(made.file, mimetype, etag=etag, max_age=FRESH_S)
    response.content_length = made.size
    return _open(response)


def _write_csv(file: IO[bytes]) -> int:
    return write_csv(file, COLUMNS, map(_cells, list_results(today())))


def _write_json(file: IO[bytes]) -> int:
    facts = {"as_of": today().isoformat(), "columns": COLUMNS}
    return write_json(file, facts, "results", list_results(today()))


def _cells(row: dict[str, Any]) -> list[Cell]:
    return list(_as_cells(row.values()))


def _as_cells(values: Any) -> Iterator[Cell]:
    for value in values:
        yield str(value).lower() if isinstance(value, bool) else value


def _open(response: Response) -> Response:
    """Let every site read a response and caches keep it; it is no page of ours."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cache-Control"] = f"public, max-age={FRESH_S}"
    response.headers["Content-Security-Policy"] = NOTHING
    return response


def _folder() -> Path:
    folder: Path = current_app.config["SETTINGS"].instance / "exports"
    make_folder(folder)
    return folder
