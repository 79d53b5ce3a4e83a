"""Reads YAML as plain data with line numbers. Only JSON's own types: no dates, no yes and no.

Nothing is constructed, so a file cannot name a Python object; aliases are refused.
"""

import re
from collections.abc import Iterable
from pathlib import Path as File
from typing import Any

import yaml

PLAIN = {"null": None, "true": True, "false": False}
INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")
DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+")
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Path = tuple[str | int, ...]


class ChecklistFileError(Exception):
    """A checklist file is wrong and stops the start: which one, on which line, and why."""

    def __init__(self, path: File, line: int, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}")
        self.path = path
        self.line = line
        self.reason = reason


class Document:
    """The data of one file, and the line of any path in it."""

    def __init__(self, path: File) -> None:
        self.path = path
        self.lines: dict[Path, int] = {}
        self._seen: set[int] = set()
        self.data = self._plain(self._compose(), ())

    def error(self, path: Iterable[str | int], reason: str) -> ChecklistFileError:
        """Return the error for a path, at the line of its deepest part that is in the file."""
        known = tuple(path)
        while known not in self.lines:
            known = known[:-1]
        return ChecklistFileError(self.path, self.lines[known], reason)

    def _compose(self) -> yaml.Node:
        try:
            node = yaml.compose(self.path.read_text(encoding="utf-8"), Loader=LOADER)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            raise ChecklistFileError(self.path, line, str(error.problem)) from None
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            raise ChecklistFileError(self.path, 1, str(error)) from None
        if node is None:
            raise ChecklistFileError(self.path, 1, "the file is empty")
        return node

    def _plain(self, node: Any, path: Path) -> Any:
        self.lines[path] = node.start_mark.line + 1
        if id(node) in self._seen:
            raise self.error(path, "aliases are not allowed")
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(each, (*path, at)) for at, each in enumerate(node.value)]
        return scalar(node)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        plain: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise self.error(path, "a key is not a text")
            if key.value in plain:
                self.lines[path] = key.start_mark.line + 1
                raise self.error(path, f"{key.value!r} stands twice")
            plain[key.value] = self._plain(value, (*path, key.value))
        return plain


def scalar(node: Any) -> Any:
    """Return a scalar's value; what is in quotes or in a block is always text."""
    if node.style:
        return node.value
    if node.value in PLAIN:
        return PLAIN[node.value]
    if INTEGER.fullmatch(node.value):
        return int(node.value)
    return float(node.value) if DECIMAL.fullmatch(node.value) else node.value
