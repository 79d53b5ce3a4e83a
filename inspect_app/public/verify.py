"""Verifies a paper by its digest: type, day and standing, and nothing of whom it is about."""

import re

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from inspect_app.domain.papers.kinds import KINDS
from inspect_app.public.pages import public
from inspect_app.queries.papers import find_by_digest, standing_of
from inspect_app.web.language import current_language
from inspect_app.web.limits import PAGES, per_minute

DIGEST = re.compile(r"[0-9a-f]{8,64}")


@public.get("/verify")
@per_minute(PAGES)
def verify() -> ResponseReturnValue:
    """Show the form; a digest that was entered leads to its own address."""
    asked = "".join(request.args.get("digest", "").split()).lower()[:64]
    if not asked:
        return render_template("public/verify.html", asked="", why="", found=None)
    if not DIGEST.fullmatch(asked):
        return _none(asked, "shape")
    return redirect(url_for("public.verified", digest=asked))


@public.get("/verify/<digest>")
@per_minute(PAGES)
def verified(digest: str) -> ResponseReturnValue:
    """Show type, day and standing of the paper with this digest, or with this beginning of it."""
    if not DIGEST.fullmatch(digest):
        return _none("", "shape")
    found = find_by_digest(digest)
    if found is None:
        return _none(digest, "unknown")
    paper, version = found
    told = {
        "kind": getattr(KINDS[paper.kind], current_language()),
        "day": paper.issued_at,
        "standing": standing_of(paper, version),
        "void_at": paper.void_at,
    }
    return render_template("public/verify.html", asked=digest, why="", found=told)


def _none(asked: str, why: str) -> ResponseReturnValue:
    page = render_template("public/verify.html", asked=asked, why=why, found=None)
    response = make_response(page)
    response.status_code = 404
    return response
