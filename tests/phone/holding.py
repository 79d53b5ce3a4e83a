"""A worker of its own that takes the lock every writer needs, and commits when it is told to."""

import sys

from inspect_app.app import create_app
from inspect_app.services.writing.transaction import writing


def main() -> None:
    with create_app().app_context(), writing() as w:
        w.audit("test.hold", "thing:1")
        sys.stdout.write("held\n")
        sys.stdout.flush()
        sys.stdin.readline()


if __name__ == "__main__":
    main()
