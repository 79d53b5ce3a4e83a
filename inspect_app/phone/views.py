"""The shell of the phone app: one page for every path, its service worker and manifest. No data."""

from flask import Blueprint, Response, current_app, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from inspect_app.domain.vocabulary import who_may
from inspect_app.extensions import csrf
from inspect_app.guards import open_to_all
from inspect_app.web.built import send_built

phone = Blueprint("phone", __name__)
phone.before_request(open_to_all)
csrf.exempt(phone)


@phone.get("/")
def home() -> ResponseReturnValue:
    """Return the app's page, or lead a browser that is signed in at the desk to the desk."""
    if _is_navigation() and _works_at_desk():
        response = redirect(url_for("desk.overview"))
        response.headers["Cache-Control"] = "no-store"
        return response
    return shell()


@phone.get("/premises")
@phone.get("/scan")
@phone.get("/outbox")
@phone.get("/me")
@phone.get("/cosignatures")
@phone.get("/notices")
@phone.get("/rescue")
@phone.get("/sign-in")
@phone.get("/premises/<id>")
@phone.get("/premises/<id>/children")
@phone.get("/outbox/<id>")
@phone.get("/round/<id>")
@phone.get("/cosign/<id>")
@phone.get("/cosign/<id>/round")
@phone.get("/seal/<id>")
@phone.get("/papers/<id>")
@phone.get("/recheck/<id>")
@phone.get("/inspect/<id>")
@phone.get("/inspect/<id>/<item>")
def shell(id: str = "", item: str = "") -> Response:
    """Return the app's page for any of its paths, so that a reload or a link opens its screen."""
    return _fresh(send_built("phone/index.html"))


@phone.get("/worker.js")
def worker() -> Response:
    """Return the service worker from the root path, so that its scope is the whole app."""
    response = _fresh(send_built("worker.js" if _has_worker() else "worker-off.js"))
    response.headers["Service-Worker-Allowed"] = "/"
    return response


@phone.get("/boot.json")
def boot() -> Response:
    """Answer whether the service worker should run; the app asks at each start."""
    response = jsonify(worker="on" if _has_worker() else "off")
    response.headers["Cache-Control"] = "no-store"
    return response


@phone.get("/manifest.webmanifest")
def manifest() -> Response:
    """Return the manifest: the installed app's name, icons and colours."""
    return _fresh(send_built("manifest.webmanifest"))


def _has_worker() -> bool:
    worker: bool = current_app.config["SETTINGS"].service_worker
    return worker


def _is_navigation() -> bool:
    # The service worker fetches the page for its shell, and must get it whoever is signed in.
    return "text/html" in request.headers.get("Accept", "")


def _works_at_desk() -> bool:
    return current_user.is_authenticated and current_user.role in who_may("enter_desk")


def _fresh(response: Response) -> Response:
    # Revalidated at each visit: an old page would name files that are gone.
    response.headers["Cache-Control"] = "no-cache"
    return response
