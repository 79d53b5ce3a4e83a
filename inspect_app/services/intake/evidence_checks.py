"""Checks what a body says of its evidence: marked photos, voice notes, place and recusal."""

from collections.abc import Iterable, Mapping
from typing import Any

from inspect_app.schemas.inspections import MOST_ERRORS
from inspect_app.services.intake.incoming import NeedsFix

Body = Mapping[str, Any]


def refuse_wrong_evidence(body: Body, blobs: Iterable[Mapping[str, Any]]) -> None:
    """Raise NeedsFix for evidence that contradicts itself or the types of its bytes."""
    types = {blob["sha256"]: blob["type"] for blob in blobs}
    wrong = _wrong_marks(body) | _wrong_types(body, types) | _wrong_presence(body)
    if wrong:
        raise NeedsFix(dict(list(wrong.items())[:MOST_ERRORS]))


def _wrong_marks(body: Body) -> dict[str, str]:
    """Return the marked photos whose unmarked one does not stand beside them."""
    wrong = {}
    for item, shots in body["photos"].items():
        unmarked = {shot["sha256"] for shot in shots if shot["role"] != "marked"}
        for place, shot in enumerate(shots):
            if "of" in shot and shot["of"] not in unmarked:
                wrong[f"photos.{item}.{place}.of"] = "the unmarked photo is not among them"
    return wrong


def _wrong_types(body: Body, types: Mapping[str, str]) -> dict[str, str]:
    """Return photos and signatures that are no pictures, and voice notes of another type."""
    wrong = {
        f"photos.{item}.{place}.sha256": "no picture"
        for item, shots in body["photos"].items()
        for place, shot in enumerate(shots)
        if not _is_picture(types[shot["sha256"]])
    }
    for place, signature in enumerate(body["signatures"]):
        if not _is_picture(types[signature["sha256"]]):
            wrong[f"signatures.{place}.sha256"] = "no picture"
    for item, note in body.get("voice", {}).items():
        if types[note["sha256"]] != note["type"]:
            wrong[f"voice.{item}.type"] = "not the type of the bytes"
    return wrong


def _is_picture(type: str) -> bool:
    return type.startswith("image/")


def _wrong_presence(body: Body) -> dict[str, str]:
    """Return why a position is far where there is none, and who both recused and inspected."""
    wrong = {}
    if "far" in body and body["position"] is None:
        wrong["far"] = "there is no position"
    recused = body.get("recusal", {}).get("user")
    if recused and recused in {one["user"] for one in body["inspectors"]}:
        wrong["recusal.user"] = "inspected nevertheless"
    return wrong
