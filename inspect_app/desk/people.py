"""The page of users and their scope. Read only: changes go through the command line."""

from flask import render_template

from inspect_app.access import WHOLE_DISTRICT
from inspect_app.desk.blueprint import desk
from inspect_app.guards import only
from inspect_app.queries.people import list_users
from inspect_app.web.limits import LISTS, per_minute


@desk.get("/people")
@only(*WHOLE_DISTRICT)
@per_minute(LISTS)
def people() -> str:
    """Show all users, disabled ones included."""
    return render_template("desk/people.html", people=list_users())
