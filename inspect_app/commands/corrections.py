"""`corrections`: prints what is to be put right, where it stands, and until when."""

import click

from inspect_app.commands.opening import open_instance
from inspect_app.commands.parameters import as_json, print_json
from inspect_app.queries.corrections.rows import list_objects
from inspect_app.queries.figures.targets import as_of_today


@click.command()
@as_json
def corrections(as_json: bool) -> None:
    """Print every correction with its state and its days; no person."""
    with open_instance():
        rows = list(list_objects(as_of_today().day))
    if as_json:
        return print_json(rows)
    for row in rows:
        days = "\t".join(row[name] or "—" for name in ("served_on", "due_on", "closed_on"))
        late = "\toverdue" if row["overdue"] else ""
        click.echo(f"{row['id']}\t{row['state']}\t{row['measure']}\t{row['item']}\t{days}{late}")
