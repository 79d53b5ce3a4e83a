"""Turns every error of a command into one form: code, where, message."""

import errno
import logging
import secrets
from collections.abc import Callable
from typing import Any

import click
from sqlalchemy.exc import DBAPIError

from inspect_app.checklists.load import ChecklistFileError
from inspect_app.config import SettingError
from inspect_app.database.errors import is_full
from inspect_app.domain.refusals import Refused
from inspect_app.errors import ProblemError
from inspect_app.plans.load import PlanFileError
from inspect_app.server.ready import NotReady
from inspect_app.services.instance.install import ChangedChecklist
from inspect_app.storage.bucket import StorageAway
from inspect_app.storage.private_files import WideFolder

log = logging.getLogger(__name__)


def of_problem(error: ProblemError) -> Refused:
    where = error.detail.get("field", "")
    return Refused(error.problem.code, str(where), error.problem.en)


def of_file(error: PlanFileError | ChecklistFileError) -> Refused:
    return Refused("file", f"{error.path}:{error.line}", str(error))


def of_usage(error: click.ClickException) -> Refused:
    parameter = getattr(error, "param", None)
    where = parameter.opts[0] if parameter is not None else ""
    return Refused("usage", where, error.format_message())


def of_full_disk(where: str) -> Refused:
    message = (
        "磁盘已满，请腾出空间再运行一次，已存的数据没有丢。"
        " The disk is full: make room and run this again; what was stored is safe."
    )
    return Refused("full", where, message)


def of_database(error: DBAPIError) -> Refused:
    cause = " ".join(str(error.orig).split())
    if is_full(error):
        return of_full_disk("INSPECT_DATABASE_URL")
    if "no such table" in cause or "does not exist" in cause:
        message = "The instance has no tables yet: run `inspect-app migrate` first."
        return Refused("not_migrated", "INSPECT_INSTANCE", message)
    if "SSL was required" in cause:
        message = (
            "The database server offers no TLS, and the password would be readable on the way: set"
            " it up there, or say `sslmode=disable` in INSPECT_DATABASE_URL."
        )
        return Refused("no_tls", "INSPECT_DATABASE_URL", message)
    return Refused("database", "INSPECT_DATABASE_URL", f"The database refused: {cause}.")


def of_system(error: OSError) -> Refused:
    if error.errno == errno.ENOSPC:
        return of_full_disk(str(error.filename or ""))
    return Refused("files", str(error.filename or ""), f"{error.strerror or error}.")


def of_text(error: UnicodeError) -> Refused:
    return Refused("malformed", "", "What was given is not UTF-8 text.")


def of_package(error: ModuleNotFoundError) -> Refused:
    message = f"The Python package {error.name} is not installed in this environment."
    return Refused("package", str(error.name), message)


def of_anything(error: BaseException) -> Refused:
    """Return a message with an error id; the error itself, which may be secret, is only logged."""
    error_id = secrets.token_hex(6)
    log.error("error %s: %s: %s", error_id, type(error).__name__, error)
    return Refused("error", "", f"Something went wrong that has no name yet (error {error_id}).")


# From the particular to the general: the first class that matches is used.
TRANSLATORS: tuple[tuple[type[BaseException], Callable[[Any], Refused]], ...] = (
    (Refused, lambda error: error),
    (ProblemError, of_problem),
    (SettingError, lambda error: Refused("setting", error.variable, str(error))),
    (ModuleNotFoundError, of_package),
    (PlanFileError, of_file),
    (ChecklistFileError, of_file),
    (ChangedChecklist, lambda error: Refused("file", "inspect_app/checklists", f"{error}.")),
    (WideFolder, lambda error: Refused("wide_folder", "INSPECT_INSTANCE", str(error))),
    (NotReady, lambda error: Refused("not_ready", "", str(error))),
    (click.ClickException, of_usage),
    (click.Abort, lambda _: Refused("stopped", "", "Stopped.")),
    (KeyboardInterrupt, lambda _: Refused("stopped", "", "Stopped.")),
    (DBAPIError, of_database),
    (StorageAway, lambda error: Refused("storage", "INSPECT_STORAGE", f"{error}.")),
    (OSError, of_system),
    (UnicodeError, of_text),
)


def as_refusal(error: BaseException) -> Refused:
    """Return the refusal for any error; an unknown one is logged under an error id."""
    for kind, translate in TRANSLATORS:
        if isinstance(error, kind):
            return translate(error)
    return of_anything(error)
