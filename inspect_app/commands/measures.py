"""`workdays`, `check-code`, `weigh`, `lift-age`: single rules on the command line."""

from dataclasses import asdict
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

import click

from inspect_app.commands.parameters import DAY, as_json, print_json
from inspect_app.domain.calendar.ages import OLD_LIFT_YEARS, full_years
from inspect_app.domain.calendar.visits import shanghai_day
from inspect_app.domain.codes import check_licence, check_uscc
from inspect_app.domain.exact import plain
from inspect_app.domain.refusals import Refused
from inspect_app.domain.rules.weighing import TOLERANCES, tolerance, weighs_enough
from inspect_app.plans.workdays import current_workdays

CODE_CHECKS = {"uscc": check_uscc, "licence": check_licence}
MOST_SIGNS = 12


class Grams(click.ParamType[Fraction]):
    """A weight as people write it: 500 or 494.5."""

    name = "grams"

    def convert(self, value: Any, param: Any, ctx: Any) -> Fraction:
        if isinstance(value, Fraction):
            return value
        whole, _, part = value.partition(".")
        digits = whole + part
        if not (whole and digits.isascii() and digits.isdigit() and len(digits) <= MOST_SIGNS):
            self.fail(f"{value!r} is no weight in grams.", param, ctx)
        return Fraction(int(digits), 10 ** len(part))


GRAMS = Grams()


@click.command()
@click.argument("start", type=DAY)
@click.argument("count", type=int)
def workdays(start: date, count: int) -> None:
    """Print the day that is COUNT working days after START."""
    table = current_workdays()
    end = table.add(start, count)
    for year in table.unknown_years(start, end):
        message = f"The holidays of {year} are not known yet: Monday to Friday were counted."
        click.echo(message, err=True)
    click.echo(end.isoformat())


@click.command()
@click.argument("kind", type=click.Choice(list(CODE_CHECKS)))
@click.argument("code")
@as_json
def check_code(kind: str, code: str, as_json: bool) -> None:
    """Check the check character of an official code."""
    checked = CODE_CHECKS[kind](code)
    if as_json:
        print_json(asdict(checked))
    else:
        click.echo(f"{checked.code}\t{checked.problem or 'ok'}")


@click.command()
@click.option("--tier", type=click.IntRange(min(TOLERANCES), max(TOLERANCES)), required=True)
@click.option("--billed", type=GRAMS, required=True, help="Grams that were paid for.")
@click.option("--actual", type=GRAMS, required=True, help="Grams on the better scale.")
@as_json
def weigh(tier: int, billed: Fraction, actual: Fraction, as_json: bool) -> None:
    """Check whether a purchase weighed again is short by more than the rules allow."""
    allowed, ok = tolerance(tier, billed), weighs_enough(tier, billed, actual)
    short = plain(billed - actual)
    if as_json:
        print_json({"tolerance_g": allowed, "short_g": short, "ok": ok})
    else:
        said = {True: "ok", False: "short", None: "beyond the table"}[ok]
        click.echo(f"short by {short} g, allowed {allowed or '—'} g: {said}")


@click.command()
@click.argument("since", type=DAY)
@click.option("--on", type=DAY, help="The day of the visit; today by default.")
@as_json
def lift_age(since: date, on: date | None, as_json: bool) -> None:
    """Print the full years since a lift was put into use, and whether it counts as old."""
    day = on or shanghai_day(datetime.now(UTC))
    if day < since:
        raise Refused("day", "on", f"On {day} the lift was not in use yet.")
    years = full_years(since, day)
    eligible = years >= OLD_LIFT_YEARS
    if as_json:
        print_json({"years": years, "eligible": eligible})
    else:
        click.echo(f"{years} full years: {'counts' if eligible else 'does not count yet'}")
