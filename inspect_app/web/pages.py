"""Globals of every template: texts, icons, days and numbers; undefined names raise."""

from urllib.parse import urlencode, urlsplit

from flask import Flask, Response, request
from jinja2 import StrictUndefined

from inspect_app.domain.calendar.visits import shanghai_day
from inspect_app.domain.vocabulary import who_may
from inspect_app.web.assets import asset
from inspect_app.web.formats import (
    browser_name,
    clock,
    day,
    day_of,
    day_words,
    moment,
    number,
    short_mark,
)
from inspect_app.web.icons import icon, kind_icon, mark
from inspect_app.web.language import LANGUAGES, current_language, t
from inspect_app.web.own_cookies import bound_name, is_plain_loopback
from inspect_app.web.theme import THEMES, current_theme, next_theme
from inspect_app.web.words import (
    area_name,
    kind_name,
    list_name,
    passed_of,
    result_name,
    result_passes,
    role_name,
    short_area,
    state_name,
    status_name,
    weight_class,
    weight_name,
)


def in_language(language: str) -> str:
    """Return the address of this page in the other language."""
    return "?" + urlencode({**request.args, "lang": language})


def in_theme(theme: str) -> str:
    """Return the address of this page in another theme."""
    return "?" + urlencode({**request.args, "theme": theme})


def came_from() -> str | None:
    """Return the address of our own page that sent this request, or None."""
    page = urlsplit(request.referrer or "")
    if page.netloc != request.host:
        return None
    return page.path + (f"?{page.query}" if page.query else "")


def _remember_choices(response: Response) -> Response:
    for name, known in (("lang", LANGUAGES), ("theme", THEMES)):
        if request.args.get(name) in known and request.method == "GET":
            response.set_cookie(
                bound_name(name),
                request.args[name],
                max_age=365 * 86400,
                secure=not is_plain_loopback(),
                httponly=True,
                samesite="Lax",
            )
    return response


def register_pages(app: Flask) -> None:
    """Set Jinja's globals and its strict handling of undefined names."""
    app.after_request(_remember_choices)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.globals.update(
        t=t,
        asset=asset,
        language=current_language,
        in_language=in_language,
        in_theme=in_theme,
        theme=current_theme,
        next_theme=next_theme,
        came_from=came_from,
        icon=icon,
        kind_icon=kind_icon,
        mark=mark,
        day=day,
        day_of=day_of,
        day_words=day_words,
        moment=moment,
        clock=clock,
        number=number,
        browser_name=browser_name,
        shanghai_day=shanghai_day,
        short_mark=short_mark,
        area_name=area_name,
        short_area=short_area,
        kind_name=kind_name,
        result_name=result_name,
        result_passes=result_passes,
        passed_of=passed_of,
        weight_class=weight_class,
        weight_name=weight_name,
        list_name=list_name,
        role_name=role_name,
        who_may=who_may,
        state_name=state_name,
        status_name=status_name,
    )
