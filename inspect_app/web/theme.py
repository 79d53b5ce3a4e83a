"""The reader's theme at the desk: as the system says, light, or dark; the choice lasts."""

from flask import has_request_context, request

from inspect_app.web.own_cookies import bound_name

# In the order in which the desk's switch offers them.
THEMES = ("auto", "light", "dark")


def current_theme() -> str:
    """Return auto, light or dark: by `?theme=`, then the cookie."""
    if not has_request_context():
        return THEMES[0]
    for wanted in (request.args.get("theme"), request.cookies.get(bound_name("theme"))):
        if wanted in THEMES:
            return wanted
    return THEMES[0]


def next_theme() -> str:
    """Return the theme that the switch leads to from the current one."""
    return THEMES[(THEMES.index(current_theme()) + 1) % len(THEMES)]
