"""Logs what strangers send: short lines, and few of them, so that nobody fills the log."""

import logging
import threading
import time
from collections import deque

LONGEST_LINE = 300  # bytes
MOST_A_MINUTE = 10


class SampledLog:
    """Warnings about one subject: the first ten of any minute are written in each process."""

    def __init__(self, log: logging.Logger, subject: str) -> None:
        self._log, self._subject = log, subject
        self._written: deque[float] = deque()
        self._lock = threading.Lock()

    def warning(self, text: str) -> None:
        """Write the text on one line of ASCII, cut to 300 bytes, or drop it."""
        if self._may_write():
            self._log.warning("%s", f"{self._subject}: {ascii(text)}"[:LONGEST_LINE])

    def _may_write(self) -> bool:
        now = time.monotonic()
        with self._lock:
            while self._written and now - self._written[0] > 60:
                self._written.popleft()
            if len(self._written) >= MOST_A_MINUTE:
                return False
            self._written.append(now)
            return True
