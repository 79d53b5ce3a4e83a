"""Who may sign in, for which streets and kinds. Read only: changes go through the command line."""

from flask import render_template
from flask_login import current_user

from inspect_app.desk.blueprint import desk
from inspect_app.errors import problem
from inspect_app.queries.people import list_users


@desk.get("/people")
def people() -> str:
    """Administrators and auditors alone."""
    if current_user.role not in ("administrator", "auditor"):
        raise problem("role")
    return render_template("desk/people.html", people=list_users())
