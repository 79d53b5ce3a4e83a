"""Writes rows as one JSON object: its facts first, then the rows, each an object of its own."""

import json
from collections.abc import Iterable, Mapping
from typing import IO, Any


def write_json(
    file: IO[bytes], facts: Mapping[str, Any], name: str, rows: Iterable[Mapping[str, Any]]
) -> int:
    """Write facts and, under a name, rows one at a time; return the count of rows."""
    head = json.dumps(facts, ensure_ascii=False).removesuffix("}")
    file.write(f"{head}, {json.dumps(name)}: [".encode())
    count = 0
    for row in rows:
        text = json.dumps(row, ensure_ascii=False)
        file.write(f"{',' if count else ''}\n{text}".encode())
        count += 1
    file.write(b"\n]}\n")
    return count
