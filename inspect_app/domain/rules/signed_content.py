"""What a signature on an inspection is given for, and which of them still count. No law here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Body = Mapping[str, Any]

# What was shown to whoever signed. A body that lacks one of these fields is signed without it.
SIGNED = (
    "premises",
    "checklist",
    "on",
    "answers",
    "tables",
    "acceptance",
    "photos",
    "corrections",
    "refusal",
    "unable",
    "voice",
    "recusal",
)


def signed_content(inspection_id: str, body: Body) -> dict[str, Any]:
    """Return the part of a parsed body that a signature covers, with the inspection's id."""
    return {"inspection": inspection_id} | {name: body[name] for name in SIGNED if name in body}


@dataclass(frozen=True)
class Earlier:
    """An earlier revision: its signatures that counted, and what it came to.

    `outcome` is whatever must be signed again when it changes: verdicts and deadlines.
    """

    signatures: Sequence[Body]
    outcome: object


def outcome_of(body: Body, score: Body | None) -> object:
    """Return the verdicts and deadlines of a body, to be compared; without a score its answers."""
    if score is None:
        return body["answers"], body.get("tables")
    deadlines = {
        item: body["answers"].get(item, {}).get("due_days") for item in sorted(score["failed"])
    }
    asked = [(one["item"], one.get("deadline_days")) for one in body.get("corrections", [])]
    return score["result"], deadlines, body.get("tables"), sorted(asked, key=str)


def is_given_here(
    signature: Body, body: Body, rev: int, own_digest: str, round_digest: str
) -> bool:
    """Whether a signature was given for this very content, alone or in a round that lists it."""
    if signature["rev"] != rev:
        return False
    if not signature.get("round"):
        return bool(signature["content_digest"] == own_digest)
    listed = any(one["content_digest"] == own_digest for one in body.get("round", []))
    return listed and signature["content_digest"] == round_digest


def is_repeated(signature: Body, earlier: Earlier | None) -> bool:
    """Whether the very same signature counted in the earlier revision that it names.

    One of version 1 said nothing about its content, and is repeated with a null digest.
    """
    if earlier is None:
        return False
    names = ("role", "user", "name", "sha256", "round", "key", "proof")
    for one in earlier.signatures:
        same = all(one.get(name) == signature.get(name) for name in names)
        if same and one.get("content_digest") == signature["content_digest"]:
            return True
    return False


def signer_of(signature: Body) -> tuple[str, str | None]:
    """Return the office and person that a signature stands for."""
    return signature["role"], signature.get("user")
