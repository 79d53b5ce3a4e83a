"""How the log is written to stderr: plain lines, or one JSON object a line with `INSPECT_LOG`."""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any


class JsonLine(logging.Formatter):
    """One object a line: time in UTC, level, logger, and the event's fields or the text."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as JSON text without a line break."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "log": record.name,
        }
        if event := getattr(record, "event", None):
            line |= {"event": event, **getattr(record, "fields", {})}
        else:
            line["text"] = super().format(record)
        return json.dumps(line, ensure_ascii=False)


def start_log(as_json: bool) -> None:
    """Write warnings and security events to stderr; a second call replaces the first."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLine() if as_json else logging.Formatter("%(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("inspect.security").setLevel(logging.INFO)
