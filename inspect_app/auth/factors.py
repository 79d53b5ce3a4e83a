"""Pages of one's own second factor: the state, an authenticator app, recovery codes."""

from datetime import UTC, datetime

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from inspect_app.auth.account import account
from inspect_app.auth.passkeys import passkey_site
from inspect_app.auth.policy import current_policy
from inspect_app.documents.labels.codes import draw_code
from inspect_app.domain.second_factor import needs_factor
from inspect_app.errors import ProblemError, form_with, problem
from inspect_app.queries.factors import read_factors
from inspect_app.services.people.factors import enrolment, totp
from inspect_app.services.people.proof import is_proven
from inspect_app.web.asking_again import asks_again
from inspect_app.web.same_origin import require_same_origin


@account.get("/factor")
def factor() -> ResponseReturnValue:
    """Show which second factors this user has, and what can be done."""
    needed = needs_factor(current_user.role, current_policy().rule)
    return render_template(
        "auth/factor.html",
        needed=needed,
        has=read_factors(current_user.id),
        passkeys_work=passkey_site() is not None,
    )


@account.post("/factor/app")
@asks_again
def begin_app() -> ResponseReturnValue:
    """Make a seed for an authenticator app and go to the page that shows it."""
    _require_needed()
    enrolment.begin_totp(current_user.id, instance=current_policy().instance, at=datetime.now(UTC))
    return redirect(url_for("account.app_seed"))


@account.get("/factor/app")
def app_seed() -> ResponseReturnValue:
    """Show the seed as a QR code and as text, and ask for its first code."""
    _require_proven()
    return _seed_page()


@account.post("/factor/app/confirm")
def confirm_app() -> ResponseReturnValue:
    """Put the app in force by its first code; show the recovery codes, on this answer alone."""
    _require_needed()
    _require_proven()
    code, instance = request.form.get("code", ""), current_policy().instance
    try:
        codes = enrolment.enrol_totp(current_user.id, code, instance=instance, at=datetime.now(UTC))
    except ProblemError as error:
        if error.problem.code != "code":
            raise
        return form_with(error, _seed_page(error))
    return render_template("auth/recovery_codes.html", codes=codes)


@account.post("/factor/recovery")
@asks_again
def renew_codes() -> ResponseReturnValue:
    """Make ten new recovery codes and show them, on this answer alone."""
    _require_needed()
    codes = enrolment.renew_recovery_codes(current_user.id, at=datetime.now(UTC))
    return render_template("auth/recovery_codes.html", codes=codes)


def _seed_page(error: ProblemError | None = None) -> str:
    seed = totp.unconfirmed_seed(current_user.id, current_policy().instance)
    if seed is None:
        raise problem("not_found")
    code = draw_code(totp.address_of(seed, current_user.name))
    groups = " ".join(seed[start : start + 4] for start in range(0, len(seed), 4))
    return render_template("auth/app_seed.html", code=code, seed=groups, error=error)


def _require_needed() -> None:
    require_same_origin()
    if not needs_factor(current_user.role, current_policy().rule):
        raise problem("role")


def _require_proven() -> None:
    """Raise `proof` for a set-up that was left open: it begins anew with the question."""
    if not is_proven(g.session_row, datetime.now(UTC)):
        raise problem("proof")
