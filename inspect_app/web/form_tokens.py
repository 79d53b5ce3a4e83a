"""Checks the token of a form once it is known that the sender may call the view.

flask-wtf would check it first: it reads the form, so anybody's file would be on the disk already.
"""

from flask import Flask, current_app

from inspect_app.extensions import csrf


def register_form_tokens(app: Flask) -> None:
    """Put the check behind the guard of every blueprint; those that are exempt stay so."""
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    for name in app.blueprints:
        app.before_request_funcs.setdefault(name, []).append(_check_token)


def _check_token() -> None:
    if current_app.config["WTF_CSRF_ENABLED"]:
        csrf.protect(apply_exemptions=True)
