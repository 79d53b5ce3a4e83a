"""Reads the settings from the environment, here alone; a wrong value stops the start."""

import os
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import parse_qs, quote, unquote, urlsplit

from inspect_app.domain.notices.receivers import (
    Receiver,
    may_be_sent_to,
    read_hosts,
    read_receivers,
)
from inspect_app.domain.retention import CLASSES, read_times
from inspect_app.storage.bucket import Bucket
from inspect_app.storage.private_files import adopt, make_folder

T = TypeVar("T")
RENAMED = {"INSPECT_WORKER": "INSPECT_SERVICE_WORKER"}
_HERE = re.compile(r"/.*|(localhost|127(\.\d{1,3}){3}|::1|\[::1\])(:\d+)?")
_THIS_MACHINE = ("127.0.0.1", "::1", "localhost")
_HOST = re.compile(r"[A-Za-z0-9.-]+(:\d+)?|\[[0-9a-fA-F:]+\](:\d+)?")
_ADDRESS = re.compile(r"[A-Za-z0-9:/?&=%._~+@{}\[\]-]+")
_BUCKET = re.compile(r"s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[A-Za-z0-9._/-]*)?")


class SettingError(Exception):
    """One setting is wrong; the text names the variable and the allowed values."""

    def __init__(self, variable: str, allowed: str) -> None:
        super().__init__(f"{variable} 的值不对，允许：{allowed} ({variable}: allowed is {allowed})")
        self.variable = variable


@dataclass(frozen=True)
class Settings:
    """The operator's settings; `upload_expiry` is in seconds, `origin` has no trailing slash.

    `second_factor` is off, staff or all; None is `staff`, or `off` with the demo district.
    `retention` pairs a class of data with the days after which it goes; a class left out stays.
    """

    instance: Path
    database_url: str
    storage: str | Bucket
    host: str
    port: int
    origin: str | None
    workers: int
    threads: int
    limits: bool
    proxies: int
    upload_expiry: int
    service_worker: bool
    clamd: str | None = None
    second_factor: str | None = None
    log: str = "text"
    audit_roots: Path | None = None
    retention: tuple[tuple[str, int], ...] = ()
    map_tiles: str | None = None
    webhooks: tuple[Receiver, ...] = ()
    webhook_hosts: tuple[str, ...] = ()
    webhook_private: bool = False
    bulk_approval: bool = False

    @property
    def address(self) -> str:
        """Return the address at which a person opens the app."""
        return self.origin or f"http://{self.host}:{self.port}"


def read_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read every setting or its default; raise SettingError."""

    def read(name: str, default: str, convert: Callable[[str], T], allowed: str) -> T:
        try:
            return convert(environ.get(f"INSPECT_{name}") or default)
        except ValueError:
            raise SettingError(f"INSPECT_{name}", allowed) from None

    _refuse_old_names(environ)
    instance = Path(environ.get("INSPECT_INSTANCE") or "instance").absolute()
    storage = read("STORAGE", str(instance / "photos"), _storage, "a folder, or s3://BUCKET/PREFIX")
    return Settings(
        instance=instance,
        database_url=read(
            "DATABASE_URL",
            f"sqlite:///{quote(str(instance / 'inspect.db'))}",  # it is a URL: a `?` would end it
            _database_url,
            "sqlite:///FILE, postgresql://…",
        ),
        storage=_bucket(read, storage, instance) if storage.startswith("s3://") else storage,
        host=environ.get("INSPECT_HOST") or "127.0.0.1",
        port=read("PORT", "8000", _between(1, 65535), "1 to 65535"),
        origin=read(
            "ORIGIN", "none", _origin, "https://NAME or http://NAME:PORT, nothing behind it"
        ),
        workers=read("WORKERS", "2", _between(1, 64), "1 to 64"),
        threads=read("THREADS", "80", _between(1, 500), "1 to 500"),
        limits=read("LIMITS", "on", _on_off, "on, off"),
        proxies=read("PROXIES", "0", _between(0, 5), "0 to 5"),
        upload_expiry=read(
            "UPLOAD_EXPIRY", str(7 * 24 * 3600), _between(1, 31_536_000), "seconds, 1 to 31536000"
        ),
        service_worker=read("SERVICE_WORKER", "on", _on_off, "on, off"),
        clamd=read("CLAMD", "none", _clamd, "none, unix:/PATH, or 127.0.0.1:PORT"),
        second_factor=read("SECOND_FACTOR", "", _second_factor, "off, staff, all"),
        log=read("LOG", "text", _log, "text, json"),
        audit_roots=read("AUDIT_ROOTS", "none", _audit_roots, "none, or the path of a file"),
        retention=read(
            "RETENTION", "", read_times, f"CLASS=DAYS,… of {', '.join(CLASSES)}; photos at least 60"
        ),
        map_tiles=read("MAP_TILES", "none", _tiles, "none, or https://NAME/…/{z}/{x}/{y}…"),
        **_webhooks(read),
        bulk_approval=read("BULK_APPROVAL", "off", _on_off, "on, off"),
    )


def log_is_json(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether `INSPECT_LOG` asks for JSON; a wrong value is refused with the other settings."""
    return environ.get("INSPECT_LOG") == "json"


def _webhooks(read: Callable[..., Any]) -> dict[str, Any]:
    """Read where events are sent; a receiver whose host is not on the list stops the start."""
    receivers = read("WEBHOOKS", "none", read_receivers, "none, or a list: docs/operations.md")
    hosts = read("WEBHOOK_HOSTS", "none", read_hosts, "none, or NAME,NAME:PORT,…")
    private = read("WEBHOOK_PRIVATE", "off", _on_off, "off; on is for tests")
    if not all(may_be_sent_to(one.url, hosts, plain=private) for one in receivers):
        raise SettingError("INSPECT_WEBHOOK_HOSTS", "the host of every receiver; https alone")
    return {"webhooks": receivers, "webhook_hosts": hosts, "webhook_private": private}


def _refuse_old_names(environ: Mapping[str, str]) -> None:
    """Raise SettingError for a renamed setting, which would be ignored silently."""
    for old, new in RENAMED.items():
        if old in environ:
            raise SettingError(old, f"not read any more, set {new}")


def secret_keys(instance: Path) -> list[str]:
    """Return the keys that sign form cookies, newest first; the first is made at install.

    A new key goes above the old one in the file, which stays valid until it is deleted there.
    A key that is too short raises SettingError.
    """
    path = instance / "keys" / "secret"
    if not path.exists():
        make_folder(path.parent)
        with open(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
        adopt(path)
    keys = path.read_text().split()
    if not keys or min(map(len, keys)) < 32:
        raise SettingError(str(path), "at least 32 random signs; delete the file to get a new key")
    return keys


def _between(low: int, high: int) -> Callable[[str], int]:
    def convert(text: str) -> int:
        number = int(text)
        if not low <= number <= high:
            raise ValueError(text)
        return number

    return convert


def _on_off(text: str) -> bool:
    if text not in ("on", "off"):
        raise ValueError(text)
    return text == "on"


def _second_factor(text: str) -> str | None:
    if text not in ("", "off", "staff", "all"):
        raise ValueError(text)
    return text or None


def _origin(text: str) -> str | None:
    if text == "none":
        return None
    parts = urlsplit(text)
    behind = parts.path.strip("/") or "?" in text or "#" in text or "@" in parts.netloc
    # `parts.port` parses the port: a wrong one raises ValueError.
    if parts.scheme not in ("http", "https") or not parts.hostname or behind or parts.port == 0:
        raise ValueError(text)
    return f"{parts.scheme}://{parts.netloc}"


def _clamd(text: str) -> str | None:
    if text == "none" or (text.startswith("unix:/") and len(text) > len("unix:/")):
        return None if text == "none" else text
    parts = urlsplit(f"tcp://{text}")
    # clamd speaks in the clear: photos are sent to one of this machine alone.
    if parts.hostname not in _THIS_MACHINE or not parts.port or parts.netloc != text or "@" in text:
        raise ValueError(text)
    return text


def _tiles(text: str) -> str | None:
    if text == "none":
        return None
    parts = urlsplit(text)
    # It goes into a page and its content policy: one host, and no sign that would end either.
    plain = parts.scheme == "http" and parts.hostname in _THIS_MACHINE
    named = all(text.count(part) == 1 for part in ("{z}", "{x}", "{y}")) and text.count("{") == 3
    if not (plain or parts.scheme == "https") or not _HOST.fullmatch(parts.netloc) or not named:
        raise ValueError(text)
    if parts.port == 0 or not _ADDRESS.fullmatch(text):
        raise ValueError(text)
    return text


def _database_url(text: str) -> str:
    if not text.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
        raise ValueError(text)
    if text.startswith("sqlite:"):
        return text
    text = text.replace("postgresql://", "postgresql+psycopg://", 1)
    if _says_of_tls(text) or _is_here(text):
        return text
    # The authorities that this machine trusts, unless the URL names one.
    root = "" if "sslrootcert" in text else "&sslrootcert=system"
    return f"{text}{_more(text)}sslmode=verify-full{root}"


def _says_of_tls(url: str) -> bool:
    return "sslmode" in parse_qs(urlsplit(url).query)


def _is_here(url: str) -> bool:
    """Whether all database servers that a URL names are on this machine; it may name several."""
    parts = urlsplit(url)
    asked = parse_qs(parts.query)
    given = [parts.netloc.rpartition("@")[2], *asked.get("host", []), *asked.get("hostaddr", [])]
    hosts = [unquote(one) for some in given if some for one in some.split(",")]
    return bool(hosts) and "service" not in asked and all(map(_HERE.fullmatch, hosts))


def _more(url: str) -> str:
    return "&" if "?" in url else "?"


def _storage(text: str) -> str:
    if "://" in text and not _BUCKET.fullmatch(text):
        raise ValueError(text)
    return text


def _bucket(read: Callable[..., str], address: str, instance: Path) -> Bucket:
    name, _, prefix = address.removeprefix("s3://").partition("/")
    return Bucket(
        name,
        prefix.strip("/"),
        read("S3_ENDPOINT", "", _endpoint, "https://NAME, or http://127.0.0.1:PORT"),
        read("S3_REGION", "us-east-1", _given, "the region's name"),
        read("S3_ACCESS_KEY", "", _given, "the key's id, when photos are in a bucket"),
        read("S3_SECRET_KEY", "", _given, "the key itself, when photos are in a bucket"),
        instance / "parts",
    )


def _endpoint(text: str) -> str:
    parts = urlsplit(text)
    # Keys and photos are sent there: unencrypted only within this machine.
    plain = parts.scheme == "http" and parts.hostname in _THIS_MACHINE
    if not (plain or parts.scheme == "https") or not parts.hostname or "@" in parts.netloc:
        raise ValueError
    return text.rstrip("/")


def _given(text: str) -> str:
    if not text or not text.isascii() or not text.isprintable():
        raise ValueError
    return text


def _log(text: str) -> str:
    if text not in ("text", "json"):
        raise ValueError(text)
    return text


def _audit_roots(text: str) -> Path | None:
    return None if text == "none" else Path(text).absolute()
