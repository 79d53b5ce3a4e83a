"""`retention`: lists what is kept longer than the office wants, and deletes it on demand."""

from datetime import UTC, datetime

import click

from inspect_app.commands.opening import open_instance
from inspect_app.commands.parameters import as_json, print_json
from inspect_app.domain.retention import CLASSES
from inspect_app.services.instance.retention import Due, delete_due, list_due


@click.command()
@click.option("--apply", is_flag=True, help="Delete it; without this nothing changes.")
@as_json
def retention(apply: bool, as_json: bool) -> None:
    """List what is kept beyond the days of INSPECT_RETENTION; --apply deletes it."""
    now = datetime.now(UTC)
    with open_instance() as settings:
        due = (delete_due if apply else list_due)(settings.retention, now)
    if as_json:
        print_json({"applied": apply, "classes": [as_object(one) for one in due]})
        return
    for one in due:
        click.echo(sentence(one, "deleted" if apply else "to be deleted"))
    for name in sorted(set(CLASSES) - {one.name for one in due}, key=CLASSES.index):
        click.echo(f"{name}: kept, INSPECT_RETENTION gives no days for it")


def as_object(due: Due) -> dict[str, object]:
    """Return a class of data as JSON, its times in UTC."""
    return {
        "class": due.name,
        "days": due.days,
        "before": due.before.isoformat(),
        "rows": due.rows,
        "oldest": due.oldest.isoformat() if due.oldest else None,
    }


def sentence(due: Due, done: str) -> str:
    """Say how many rows are meant, and from when they are."""
    since = f", the first of {due.oldest:%Y-%m-%d}" if due.oldest else ""
    return f"{due.name}: {due.rows} rows over before {due.before:%Y-%m-%d} {done}{since}"
