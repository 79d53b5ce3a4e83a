"""Sign-in with all its pages; importing them registers their addresses."""

from inspect_app.auth import factors, invitations, notice, passkeys, second_step, signing_keys
from inspect_app.auth.account import account
from inspect_app.auth.notice import account_json
from inspect_app.auth.pages import auth
from inspect_app.auth.programs import auth_json

PAGES = (factors, invitations, notice, passkeys, second_step, signing_keys)

__all__ = ["PAGES", "account", "account_json", "auth", "auth_json"]
