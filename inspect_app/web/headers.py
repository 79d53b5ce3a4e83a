"""Security headers of every response: a strict content policy, and no caching."""

from flask import Flask, Response, request

_PLAIN = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "connect-src": "'self'",
    "img-src": "'self' blob:",
    "media-src": "'self'",
    "font-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "form-action": "'self'",
    "report-uri": "/csp-report",
}
# The QR decoder is wasm; the camera's stream and the photos being taken are blobs.
_PHONE = _PLAIN | {
    "script-src": "'self' 'wasm-unsafe-eval'",
    "media-src": "'self' blob:",
    "require-trusted-types-for": "'script'",
}
# For what is no page of ours: opened by itself it loads and runs nothing, and nobody may frame it.
NOTHING = "default-src 'none'; sandbox; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
_ALLOWED = ("camera", "geolocation", "microphone")
_DENIED = (
    "accelerometer",
    "autoplay",
    "display-capture",
    "encrypted-media",
    "gyroscope",
    "hid",
    "magnetometer",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-get",  # but for sign-in, below
    "serial",
    "usb",
    "xr-spatial-tracking",
)
_PASSKEYS = "publickey-credentials-get"
HEADERS = {
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    # Not no-referrer: the token check of forms needs it on https.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        [f"{name}=(self)" for name in _ALLOWED] + [f"{name}=()" for name in _DENIED]
    ),
}


# A built file is no page: nobody frames it, and it asks for no camera. Its policy is that of a
# worker which is started from it. A phone loads thirty of them at first: every header counts.
_ASSET = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "connect-src": "'self'",
}
_FOR_ASSETS = (
    *(
        (name, HEADERS[name])
        for name in (
            "Strict-Transport-Security",
            "X-Content-Type-Options",
            "Cross-Origin-Resource-Policy",
        )
    ),
    ("Cache-Control", "public, max-age=31536000, immutable"),
)

# Passkeys are asked for by the pages of a sign-in alone.
_PERMISSIONS = "Permissions-Policy"
_FOR_SIGN_IN = HEADERS[_PERMISSIONS].replace(f"{_PASSKEYS}=()", f"{_PASSKEYS}=(self)")


def policy(directives: dict[str, str]) -> str:
    """Return the value of a Content-Security-Policy header."""
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def _with_policy(directives: dict[str, str]) -> tuple[tuple[str, str], ...]:
    kept = {"Content-Security-Policy": policy(directives), "Cache-Control": "no-store"}
    return tuple((HEADERS | kept).items())


_FOR_PHONE, _FOR_OTHERS = _with_policy(_PHONE), _with_policy(_PLAIN)


def allow_images_from(response: Response, origin: str) -> None:
    """Give a page the usual policy with one more origin for pictures."""
    images = {"img-src": f"{_PLAIN['img-src']} {origin}"}
    response.headers["Content-Security-Policy"] = policy(_PLAIN | images)


def register_headers(app: Flask) -> None:
    """Add the headers to every response, errors included; a view may only be stricter."""
    app.after_request(_add_headers)


def _add_headers(response: Response) -> Response:
    if response.content_type == "application/json":
        response.content_type = "application/json; charset=utf-8"
    if request.path.startswith("/static/assets/") and response.status_code in (200, 304):
        response.headers.update(_FOR_ASSETS)
        response.headers["Content-Security-Policy"] = policy(_ASSET)
        return response
    if request.path.startswith("/auth/"):
        response.headers.setdefault(_PERMISSIONS, _FOR_SIGN_IN)
    said = {name.lower() for name, _ in response.headers}
    for name, value in _FOR_PHONE if _is_phone() else _FOR_OTHERS:
        if name.lower() not in said:
            response.headers.add(name, value)
    return response


def _is_phone() -> bool:
    # A service worker obeys the policy of its own script, so built files get the phone's policy.
    return request.blueprint == "phone" or request.path.startswith("/static/")
