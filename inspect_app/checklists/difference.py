"""Compares two versions of a checklist; items are the same by their id."""

from collections.abc import Mapping
from typing import Any

Object = Mapping[str, Any]
Change = dict[str, Any]

LISTS = ("items", "profile")
# Keys not compared with the head: they always differ, or are compared item by item.
APART = ("version", "sha256", *LISTS)


def compare(old: Object, new: Object) -> dict[str, Any]:
    """Return added and removed items, and each changed key with its old and new value."""
    before, after = by_id(old), by_id(new)
    return {
        "code": new["code"],
        "from": old["version"],
        "to": new["version"],
        "head": changed_keys(without_items(old), without_items(new)),
        "added": [name for name in after if name not in before],
        "removed": [name for name in before if name not in after],
        "changed": [
            {"id": name, "keys": keys}
            for name in after
            if name in before and (keys := changed_keys(before[name], after[name]))
        ],
        "moved": [name for name in after if name in before] != [n for n in before if n in after],
    }


def by_id(checklist: Object) -> dict[str, Object]:
    return {item["id"]: item for key in LISTS for item in checklist[key]}


def without_items(checklist: Object) -> Object:
    return {key: value for key, value in checklist.items() if key not in APART}


def changed_keys(old: Object, new: Object) -> dict[str, Change]:
    keys = [*old, *(key for key in new if key not in old)]
    return {
        key: {"old": old.get(key), "new": new.get(key)}
        for key in keys
        if old.get(key) != new.get(key)
    }
