"""Pages that add a passkey and take one as the second step of a sign-in."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from flask import current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from inspect_app.auth.account import account
from inspect_app.auth.policy import current_policy
from inspect_app.domain.second_factor import needs_factor
from inspect_app.errors import problem
from inspect_app.services.people.factors.passkeys import (
    PasskeySite,
    add_passkey,
    offer_passkey,
    remove_passkeys,
)
from inspect_app.web.asking_again import asks_again
from inspect_app.web.same_origin import require_same_origin


def passkey_site() -> PasskeySite | None:
    """Return for which address passkeys are made: INSPECT_ORIGIN, or localhost, or none."""
    origin = current_app.config["SETTINGS"].origin or request.host_url.rstrip("/")
    parts = urlsplit(origin)
    if parts.hostname and (parts.scheme == "https" or parts.hostname == "localhost"):
        return PasskeySite(parts.hostname, origin)
    return None


@account.post("/factor/passkey")
@asks_again
def begin_passkey() -> ResponseReturnValue:
    """Show the page on which the browser makes a passkey."""
    options = offer_passkey(current_user.id, g.session_row.id, _site(), at=datetime.now(UTC))
    return render_template("auth/passkey.html", options=options)


@account.post("/factor/passkey/confirm")
def confirm_passkey() -> ResponseReturnValue:
    """Store what the browser made; a first factor brings recovery codes."""
    require_same_origin()
    credential, now = request.form.get("credential", ""), datetime.now(UTC)
    codes = add_passkey(current_user.id, g.session_row.id, credential, _site(), at=now)
    if codes:
        return render_template("auth/recovery_codes.html", codes=codes)
    return redirect(url_for("account.factor"))


@account.post("/factor/passkey/remove")
@asks_again
def remove_all_passkeys() -> ResponseReturnValue:
    """Remove one's passkeys, for example after a device was lost."""
    remove_passkeys(current_user.id, at=datetime.now(UTC))
    return redirect(url_for("account.factor"))


def _site() -> PasskeySite:
    site = passkey_site()
    if site is None:
        raise problem("not_found")
    if not needs_factor(current_user.role, current_policy().rule):
        raise problem("role")
    return site
