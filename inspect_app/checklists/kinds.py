"""Loads the attributes of kinds without a checklist, one file each."""

from functools import cache
from typing import Any

from inspect_app.checklists.build import build_attrs
from inspect_app.checklists.load import FOLDER, check_shape, schema
from inspect_app.checklists.yaml_lines import Document


@cache
def load_kinds() -> dict[str, dict[str, Any]]:
    """Return the attributes' JSON Schema of each such kind; raise ChecklistFileError."""
    return {path.stem: load_kind(Document(path)) for path in sorted(FOLDER.glob("kinds/*.yaml"))}


def load_kind(document: Document) -> dict[str, Any]:
    check_shape(document, {"$defs": schema()["$defs"], "$ref": "#/$defs/shared"})
    return build_attrs([document.data])
