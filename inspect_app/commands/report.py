"""`report`: writes a period's report as HTML, as PDF, and as data with its digest."""

import os
from datetime import date
from pathlib import Path

import click

from inspect_app.commands.figures import known_option
from inspect_app.commands.opening import open_instance
from inspect_app.commands.parameters import DAY, as_json, print_json
from inspect_app.documents.reports.digest import data_file, digest_of
from inspect_app.documents.reports.pages import render_html
from inspect_app.documents.reports.pdf import FontMissing, NoPdf, make_pdf
from inspect_app.documents.reports.words import Words
from inspect_app.domain.figures.counting import AsOf
from inspect_app.domain.refusals import Refused
from inspect_app.domain.reports.periods import FORMS, day_of, read_period
from inspect_app.queries.figures.plans import plan_in_force
from inspect_app.queries.figures.targets import as_of_today
from inspect_app.queries.reports.report import Report, read_report
from inspect_app.queries.reports.reported import reported_on
from inspect_app.queries.snapshot import take_snapshot
from inspect_app.web.language import LANGUAGES, texts_of


@click.command()
@click.argument("kind", type=click.Choice(list(FORMS)))
@click.argument("period")
@click.option("--as-of", type=DAY, help="The day to count for; the period's last by default.")
@known_option
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True)
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh", show_default=True)
@as_json
def report(
    kind: str,
    period: str,
    as_of: date | None,
    known_at: date | None,
    out: Path,
    lang: str,
    as_json: bool,
) -> None:
    """Write report.html, report.pdf and report.json of a PERIOD: 2023-07, 2023Q3 or 2023."""
    chosen = read_period(kind, period)
    day = AsOf(day_of(chosen, as_of, as_of_today().day), known_at)
    with open_instance():
        take_snapshot()
        told = read_report(plan_in_force(), chosen, day, reported_on(day))
    digest = write_files(out, told, Words(lang, texts_of(lang)))
    if as_json:
        print_json({"sha256": digest, "out": str(out)})
    else:
        click.echo(digest)


def write_files(out: Path, told: Report, words: Words) -> str:
    """Write the three files and return the digest; without a PDF the others stay, and it raises."""
    page = render_html(told.data, told.names, words)
    out.mkdir(parents=True, exist_ok=True)
    write(out / "report.json", data_file(told.data, told.names))
    write(out / "report.html", page.encode())
    pdf = out / "report.pdf"
    pdf.unlink(missing_ok=True)  # one of another day must not lie beside these two
    try:
        write(pdf, make_pdf(page))
    except NoPdf as error:
        code = "no_font" if isinstance(error, FontMissing) else "no_pdf"
        message = f"{error} 网页和数据已写出。 (report.html and report.json are written)"
        raise Refused(code, str(pdf), message) from error
    return digest_of(told.data)


def write(path: Path, content: bytes) -> None:
    """Replace a file at once: a reader finds the old one or the new one, whole."""
    under_way = path.with_name(f".{path.name}.new")
    under_way.write_bytes(content)
    os.replace(under_way, path)
