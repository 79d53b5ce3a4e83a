"""Says on stderr what a long benchmark is doing."""

import sys
import time


def say(words: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {words}", file=sys.stderr, flush=True)
