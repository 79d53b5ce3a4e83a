"""Classifies database errors by their codes, since messages may be in any language."""

from sqlalchemy.exc import DataError, DBAPIError, OperationalError, SQLAlchemyError, TimeoutError

# PostgreSQL's: serialization failure, deadlock, and a key that two inserted at once.
WRITE_CONFLICTS = ("40001", "40P01", "23505")
IDLE_TOO_LONG = "25P03"
# Disk full, disk failure, or read-only, as managed servers become on a full disk.
FULL = ("53100", "58", "25006")
SQLITE_FULL = ("full", "disk", "readonly")  # "disk is full", "disk I/O error" at a quota


def is_write_conflict(error: SQLAlchemyError) -> bool:
    """Whether another transaction came first, so that a retry helps at once."""
    return _code(error) in WRITE_CONFLICTS


def is_full(error: SQLAlchemyError) -> bool:
    """Whether nothing can be stored until somebody frees space."""
    if code := _code(error):
        return code.startswith(FULL)
    message = str(error.orig) if isinstance(error, OperationalError) else ""
    return any(word in message for word in SQLITE_FULL)


def is_busy(error: SQLAlchemyError) -> bool:
    """Whether the database is locked, restarting or out of connections: a later retry helps."""
    if isinstance(error, (OperationalError, TimeoutError)):
        return not is_full(error)
    cut = isinstance(error, DBAPIError) and error.connection_invalidated
    return cut or _code(error) == IDLE_TOO_LONG


def is_unfit(error: SQLAlchemyError) -> bool:
    """Whether a text has NUL or is too long for its column; only PostgreSQL refuses these."""
    return isinstance(error, DataError)


def _code(error: SQLAlchemyError) -> str:
    return getattr(getattr(error, "orig", None), "sqlstate", None) or ""
