"""Builds the app: settings, extensions, blueprints, errors."""

from importlib import import_module

from flask import Blueprint, Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from inspect_app.auth.site import account, account_json, auth, auth_json
from inspect_app.config import Settings, read_settings, secret_keys
from inspect_app.database.engines import engine_options, prepare_engine
from inspect_app.desk.site import desk
from inspect_app.errors import register_errors
from inspect_app.extensions import csrf, db, limiter, login_manager
from inspect_app.phone.correction_views import phone_corrections
from inspect_app.phone.cosignature_views import phone_cosignatures
from inspect_app.phone.sync_views import phone_push, phone_sync, sync_keys_page, sync_receipts
from inspect_app.phone.upload_views import phone_uploads
from inspect_app.phone.views import phone
from inspect_app.public.operator.site import answer_uploads, answers
from inspect_app.public.site import public
from inspect_app.services.feed.writer import FeedWriter
from inspect_app.services.figures.keeper import FigureKeeper
from inspect_app.services.notices.making import NoticeMaker
from inspect_app.services.writing.feed_port import plug_feed
from inspect_app.services.writing.figures_port import plug_figures
from inspect_app.services.writing.notices_port import plug_notices
from inspect_app.storage.folder import mounted_folder
from inspect_app.storage.private_files import refuse_wide
from inspect_app.web.built import send_built
from inspect_app.web.form_tokens import register_form_tokens
from inspect_app.web.headers import register_headers
from inspect_app.web.health import health
from inspect_app.web.origin import register_origin
from inspect_app.web.own_cookies import FormCookie
from inspect_app.web.pages import register_pages
from inspect_app.web.requests import LONGEST_BODY, ShortRequest
from inspect_app.web.security_events import register_security_events

SITES: tuple[Blueprint, ...] = (
    *(health, auth, auth_json, account, account_json, desk, public, answers),
    answer_uploads,
    *(phone, phone_push, phone_sync, phone_uploads, phone_cosignatures, phone_corrections),
    *(sync_keys_page, sync_receipts),
)


def create_app(settings: Settings | None = None) -> Flask:
    """Build the whole application for one instance; the database may still be empty."""
    settings = settings or read_settings()
    # Readable by its own user only: the folder has the keys, and password hashes in the database.
    settings.instance.mkdir(parents=True, exist_ok=True, mode=0o700)
    refuse_wide(settings.instance, *mounted_folder(settings.storage, settings.instance))
    app = Flask(__name__, static_folder="static/dist", static_url_path="/static")
    app.view_functions["static"] = send_built
    app.request_class = ShortRequest
    key, *older_keys = secret_keys(settings.instance)
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=key,
        SECRET_KEY_FALLBACKS=older_keys,
        WTF_CSRF_SECRET_KEY=[*reversed(older_keys), key],  # the last one signs
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(settings),
        SQLALCHEMY_TRACK_MODIFICATIONS=False,
        MAX_CONTENT_LENGTH=LONGEST_BODY,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=12 * 3600,
        RATELIMIT_ENABLED=settings.limits,
    )
    app.session_interface = FormCookie()
    # Chinese unescaped: escaped it is twice as long, and mobile networks are slow.
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    register_origin(app, settings.origin)  # inside of what the proxies say: it has the last word
    if settings.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies
        )
    _extend(app)
    for site in SITES:
        app.register_blueprint(site)
    register_form_tokens(app)
    register_errors(app)
    register_headers(app)
    register_pages(app)
    register_security_events(app)
    return app


def _extend(app: Flask) -> None:
    import_module("inspect_app.models.all")  # relationships name tables of other files
    db.init_app(app)
    with app.app_context():
        prepare_engine(db.engine)
    plug_feed(FeedWriter)
    plug_figures(FigureKeeper)
    plug_notices(NoticeMaker(app.config["SETTINGS"].webhooks))
    login_manager.init_app(app)
    csrf.init_app(app)
    limiter.init_app(app)
