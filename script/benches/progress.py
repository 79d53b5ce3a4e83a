"""Says on stderr what a long benchmark is doing."""

import sys
import time


def say(words: str) -> None:
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {words}\n")
    sys.stderr.flush()
