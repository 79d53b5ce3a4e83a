"""Names of our cookies: `__Host-` binds one to this host and https; plain loopback has neither."""

from flask import Flask, current_app, request
from flask.sessions import SecureCookieSessionInterface

_LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


def is_plain_loopback() -> bool:
    """Whether the request is plain http on this machine, where no cookie can be Secure."""
    https = request.is_secure or current_app.config["SETTINGS"].address.startswith("https:")
    return not https and request.host.rsplit(":", 1)[0] in _LOOPBACK


def bound_name(name: str) -> str:
    """Return the name under which a cookie goes to the browser that asks."""
    return name if is_plain_loopback() else f"__Host-{name}"


class FormCookie(SecureCookieSessionInterface):
    """Flask's session, which holds the token of forms and short notices, under a bound name."""

    def get_cookie_name(self, app: Flask) -> str:
        """Return the cookie's name for the browser that asks."""
        return bound_name("form")

    def get_cookie_secure(self, app: Flask) -> bool:
        """Whether the browser may send the cookie over https alone."""
        return not is_plain_loopback()
