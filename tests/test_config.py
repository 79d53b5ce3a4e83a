"""A wrong setting stops the start, names the variable and what is allowed."""

from pathlib import Path

import pytest
from flask import Flask, session
from flask.sessions import SecureCookieSessionInterface
from flask_wtf.csrf import generate_csrf, validate_csrf
from itsdangerous import BadSignature
from sqlalchemy.engine import make_url
from wtforms import ValidationError

from inspect_app.app import create_app
from inspect_app.config import SettingError, Settings, read_settings, secret_keys
from inspect_app.extensions import db
from inspect_app.models.people import User
from inspect_app.storage.bucket import Bucket


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("INSPECT_PORT", "eighty"),
        ("INSPECT_PORT", "70000"),
        ("INSPECT_WORKERS", "0"),
        ("INSPECT_THREADS", "-1"),
        ("INSPECT_LIMITS", "maybe"),
        ("INSPECT_SECOND_FACTOR", "on"),
        ("INSPECT_LOG", "xml"),
        ("INSPECT_RETENTION", "inspections=90"),
        ("INSPECT_RETENTION", "sessions=0"),
        ("INSPECT_RETENTION", "sessions"),
        ("INSPECT_RETENTION", "sessions=30,sessions=90"),
        ("INSPECT_UPLOAD_EXPIRY", "soon"),
        ("INSPECT_SERVICE_WORKER", "broken"),
        ("INSPECT_ORIGIN", "inspect.example.cn"),
        ("INSPECT_ORIGIN", "https://inspect.example.cn/app"),
        ("INSPECT_ORIGIN", "https://inspect.example.cn?app"),
        ("INSPECT_ORIGIN", "https://inspect.example.cn#app"),
        ("INSPECT_ORIGIN", "https://lin:secret@inspect.example.cn"),
        ("INSPECT_ORIGIN", "https://inspect.example.cn:99999"),
        ("INSPECT_MAP_TILES", "https://tiles.example.cn/{z}/{x}.png"),
        ("INSPECT_MAP_TILES", "http://tiles.example.cn/{z}/{x}/{y}.png"),
        ("INSPECT_MAP_TILES", "https://a:b@tiles.example.cn/{z}/{x}/{y}.png"),
        ("INSPECT_MAP_TILES", "https://{s}.example.cn/{z}/{x}/{y}.png"),
        ("INSPECT_MAP_TILES", "https://tiles.example.cn/{z}/{x}/{y}.png; script-src *"),
        ("INSPECT_MAP_TILES", "https://tiles.example.cn:99999/{z}/{x}/{y}.png"),
        ("INSPECT_MAP_TILES", "https:///{z}/{x}/{y}.png"),
        ("INSPECT_MAP_TILES", "off"),
        ("INSPECT_DATABASE_URL", "mysql://somewhere"),
        ("INSPECT_STORAGE", "ftp://somewhere"),
        ("INSPECT_STORAGE", "s3://"),
        ("INSPECT_STORAGE", "s3://Bucket?endpoint=x"),
    ],
)
def test_a_wrong_value_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=name):
        read_settings({name: value})


def test_a_map_server_is_named_by_its_template_alone() -> None:
    template = "https://t0.example.cn/DataServer?T=vec_w&x={x}&y={y}&l={z}&tk=a1"
    assert read_settings({"INSPECT_MAP_TILES": template}).map_tiles == template
    assert read_settings({}).map_tiles is None


def test_a_setting_of_an_old_name_stops_the_start_and_names_the_new_one() -> None:
    with pytest.raises(SettingError, match="INSPECT_WORKER .*INSPECT_SERVICE_WORKER"):
        read_settings({"INSPECT_WORKER": "off"})


BUCKET = {
    "INSPECT_STORAGE": "s3://photos/putuo/2022/",
    "INSPECT_S3_ENDPOINT": "https://s3.example.cn/",
    "INSPECT_S3_ACCESS_KEY": "the-id",
    "INSPECT_S3_SECRET_KEY": "the-secret",
}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("INSPECT_S3_ENDPOINT", ""),
        ("INSPECT_S3_ENDPOINT", "s3.example.cn"),
        ("INSPECT_S3_ENDPOINT", "http://s3.example.cn"),
        ("INSPECT_S3_ENDPOINT", "https://the-id:the-secret@s3.example.cn"),
        ("INSPECT_S3_ACCESS_KEY", ""),
        ("INSPECT_S3_SECRET_KEY", ""),
        ("INSPECT_S3_SECRET_KEY", "a\nb"),
    ],
)
def test_a_bucket_s_wrong_value_is_refused_by_name_and_not_repeated(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=name) as caught:
        read_settings(BUCKET | {name: value})
    assert not value or value not in str(caught.value)


def test_a_bucket_is_read_whole_and_its_keys_are_not_printed(tmp_path: Path) -> None:
    settings = read_settings(BUCKET | {"INSPECT_INSTANCE": str(tmp_path)})
    bucket = settings.storage
    assert isinstance(bucket, Bucket)
    assert (bucket.name, bucket.prefix, bucket.region) == ("photos", "putuo/2022", "us-east-1")
    assert (bucket.endpoint, bucket.spool) == ("https://s3.example.cn", tmp_path / "parts")
    assert "the-" not in repr(settings)


def test_a_short_key_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "secret").write_text("short")
    with pytest.raises(SettingError, match="32"):
        secret_keys(tmp_path)


def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    keys = secret_keys(tmp_path)
    assert secret_keys(tmp_path) == keys
    assert (tmp_path / "keys" / "secret").stat().st_mode & 0o077 == 0


def test_nobody_else_on_the_machine_looks_into_a_new_instance(tmp_path: Path) -> None:
    create_app(read_settings({"INSPECT_INSTANCE": str(tmp_path / "new")}))
    assert (tmp_path / "new").stat().st_mode & 0o077 == 0


def test_an_older_key_is_believed_until_its_line_is_removed(settings: Settings) -> None:
    path = settings.instance / "keys" / "secret"
    serializer = SecureCookieSessionInterface().get_signing_serializer(create_app(settings))
    assert serializer is not None
    signed = serializer.dumps({"form": 1})
    path.write_text("n" * 40 + "\n" + path.read_text())
    serializer = SecureCookieSessionInterface().get_signing_serializer(create_app(settings))
    assert serializer is not None and serializer.loads(signed) == {"form": 1}
    path.write_text("n" * 40)
    serializer = SecureCookieSessionInterface().get_signing_serializer(create_app(settings))
    with pytest.raises(BadSignature):
        assert serializer is not None and serializer.loads(signed)


def test_the_defaults_are_sqlite_and_a_folder(tmp_path: Path) -> None:
    settings = read_settings({"INSPECT_INSTANCE": str(tmp_path)})
    assert settings.database_url == f"sqlite:///{tmp_path}/inspect.db"
    assert settings.storage == str(tmp_path / "photos")
    assert settings.host == "127.0.0.1"


@pytest.mark.parametrize("name", ["a?b=1", "50%41", "普陀 #1", "a@b:c"])
def test_the_database_lies_in_the_instance_whatever_its_name(tmp_path: Path, name: str) -> None:
    settings = read_settings({"INSPECT_INSTANCE": str(tmp_path / name)})
    assert make_url(settings.database_url).database == str(tmp_path / name / "inspect.db")


def test_a_fresh_instance_holds_no_account(app: Flask) -> None:
    assert db.session.query(User).count() == 0


def test_debug_is_never_on(app: Flask) -> None:
    assert not app.debug


def test_a_form_that_was_open_when_the_key_changed_is_still_taken(settings: Settings) -> None:
    path = settings.instance / "keys" / "secret"
    app = create_app(settings)
    with app.test_request_context():
        token, held = generate_csrf(), dict(session)
    path.write_text("n" * 40 + "\n" + path.read_text())
    with create_app(settings).test_request_context():
        session.update(held)
        validate_csrf(token)
    path.write_text("n" * 40)
    with create_app(settings).test_request_context(), pytest.raises(ValidationError):
        session.update(held)
        validate_csrf(token)


REMOTE = "postgresql://inspect:p%40ss@db.example:5432/inspect"


def database_url(text: str) -> str:
    return read_settings({"INSPECT_DATABASE_URL": text}).database_url


@pytest.mark.parametrize(
    "url",
    [
        REMOTE,
        f"{REMOTE}?application_name=inspect",
        "postgresql+psycopg://inspect@10.0.0.5/inspect",
        "postgresql://inspect@[2001:db8::1]:5432/inspect",
        "postgresql://inspect@127.0.0.1.example/inspect",
        "postgresql://inspect@localhost,db.example/inspect",
        "postgresql://inspect@/inspect?host=db.example",
        "postgresql://inspect@localhost/inspect?hostaddr=10.0.0.5",
        "postgresql://inspect@/inspect?service=city",
        "postgresql://inspect@db.example/inspect?sslmode=",
    ],
)
def test_a_database_elsewhere_is_not_spoken_to_without_tls(url: str) -> None:
    asked = dict(make_url(database_url(url)).query)
    assert (asked["sslmode"], asked["sslrootcert"]) == ("verify-full", "system")


def test_a_named_authority_is_the_one_that_is_asked() -> None:
    asked = dict(make_url(database_url(f"{REMOTE}?sslrootcert=/etc/ssl/city.pem")).query)
    assert (asked["sslmode"], asked["sslrootcert"]) == ("verify-full", "/etc/ssl/city.pem")


@pytest.mark.parametrize(
    "mode", ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"]
)
def test_what_the_url_says_of_tls_stands(mode: str) -> None:
    assert database_url(f"{REMOTE}?sslmode={mode}").count("sslmode") == 1
    assert database_url(f"{REMOTE}?sslmode={mode}").endswith(f"sslmode={mode}")


@pytest.mark.parametrize(
    "place",
    [
        "localhost",
        "127.0.0.1:5433",
        "127.9.9.9",
        "[::1]:5432",
        "%2Fvar%2Frun%2Fpostgresql",
        "localhost,127.0.0.1",
    ],
)
def test_a_database_on_this_machine_needs_no_tls(place: str) -> None:
    assert "sslmode" not in database_url(f"postgresql://inspect@{place}/inspect")
    assert "sslmode" not in database_url("postgresql://inspect@/inspect?host=/var/run/postgresql")
