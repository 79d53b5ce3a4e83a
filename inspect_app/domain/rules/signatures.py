"""Whose signature a picture is said to be. No law is applied here, only what bodies say."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

LONGEST_ID = 36  # of a user


@dataclass(frozen=True)
class Signed:
    """One signature of a body: the picture's hash, the office it was given in, and the person.

    `person` is a user's id for inspectors, else the name of who was present, empty if unnamed.
    `round` is the digest of the list of inspections that it was given for at once, if so.
    """

    sha256: str
    role: str
    person: str
    round: str = ""

    def signer(self, inspection_id: str) -> str:
        """Return the office and person in at most 64 characters, to be stored and compared.

        Who gave no name is somebody else at each inspection, but one person in a round.
        """
        if self.role == "inspector" and len(self.person) == LONGEST_ID:
            return f"{self.role}:{self.person}"
        name = self.person or self.round or inspection_id
        return f"{self.role}:{hashlib.sha256(name.encode()).hexdigest()[:32]}"


def signatures_of(body: Mapping[str, Any]) -> list[Signed]:
    """List a checked body's signatures in their order."""
    return [
        Signed(
            one["sha256"],
            one["role"],
            one.get("user") or one.get("name") or "",
            one["content_digest"] or "" if one.get("round") else "",
        )
        for one in body["signatures"]
    ]


def cosignatures_of(body: Mapping[str, Any]) -> dict[str, str]:
    """Return the hashes of signatures of the visit's other inspectors, by user id."""
    others = {one["user"] for one in body["inspectors"]} - {body["author"]}
    return {
        one.person: one.sha256
        for one in signatures_of(body)
        if one.role == "inspector" and one.person in others
    }


def borrowed(mine: Iterable[tuple[str, str]], given: Collection[tuple[str, str]]) -> list[str]:
    """List hashes of `mine` that were given by another signer, too; both are (hash, signer).

    Two hands never draw the same picture, so that one of the two did not sign. One person's picture
    may come again.
    """
    return [
        sha256
        for sha256, mine_by in mine
        if any(hash == sha256 and signer != mine_by for hash, signer in given)
    ]
