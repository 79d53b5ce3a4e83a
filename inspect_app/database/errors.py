"""What an error of either database means: message by codes, for its words are in any language."""

from sqlalchemy.exc import DataError, DBAPIError, OperationalError, SQLAlchemyError, TimeoutError

# PostgreSQL's: serialization failure, deadlock, and a first row that two made at once.
WRITE_CONFLICTS = ("40001", "40P01", "23505")
IDLE_TOO_LONG = "25P03"
# No room, the disk itself fails, or the server only reads, as managed ones do on a full disk.
FULL = ("53100", "58", "25006")
SQLITE_FULL = ("full", "disk", "readonly")  # "disk is full", "disk I/O error" at a quota


def is_write_conflict(error: SQLAlchemyError) -> bool:
    """Another transaction came first: the same work done again finds what it left."""
    return _code(error) in WRITE_CONFLICTS


def is_full(error: SQLAlchemyError) -> bool:
    """Nothing can be stored until somebody makes room."""
    if code := _code(error):
        return code.startswith(FULL)
    message = str(error.orig) if isinstance(error, OperationalError) else ""
    return any(word in message for word in SQLITE_FULL)


def is_busy(error: SQLAlchemyError) -> bool:
    """Locked, restarting, cut off, out of connections: nothing is wrong with the work."""
    if isinstance(error, (OperationalError, TimeoutError)):
        return not is_full(error)
    cut = isinstance(error, DBAPIError) and error.connection_invalidated
    return cut or _code(error) == IDLE_TOO_LONG


def is_unfit(error: SQLAlchemyError) -> bool:
    """A text with NUL, or longer than its column: only PostgreSQL refuses them by itself."""
    return isinstance(error, DataError)


def _code(error: SQLAlchemyError) -> str:
    return getattr(getattr(error, "orig", None), "sqlstate", None) or ""
