"""`GET /healthz`: 200 when this instance can answer, 503 when not; it reveals nothing else."""

from flask import Blueprint, Response
from sqlalchemy import func, select

from inspect_app.errors import problem
from inspect_app.extensions import csrf, db
from inspect_app.guards import open_to_all
from inspect_app.models.checklists import ChecklistVersion

health = Blueprint("health", __name__)
health.before_request(open_to_all)
csrf.exempt(health)


@health.get("/healthz")
def healthz() -> Response:
    """Answer ok when the tables exist and checklists are published, else raise `busy`."""
    if not db.session.scalar(select(func.count()).select_from(ChecklistVersion)):
        raise problem("busy")
    return Response("ok\n", mimetype="text/plain")
