"""Whose signature a picture is said to be. No law is applied here, only what bodies say."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Signed:
    """One signature of a body: the picture's hash, the office it was given in, and the person.

    `person` is a user's id for inspectors, else the name of who was present, empty if unnamed.
    """

    sha256: str
    role: str
    person: str

    @property
    def signer(self) -> str:
        """Return the office and person in at most 64 characters, to be stored and compared."""
        name = self.person
        if self.role != "inspector":
            name = hashlib.sha256(name.encode()).hexdigest()[:32]
        return f"{self.role}:{name}"


def signatures_of(body: Mapping[str, Any]) -> list[Signed]:
    """List a checked body's signatures in their order."""
    return [
        Signed(one["sha256"], one["role"], one.get("user") or one.get("name") or "")
        for one in body["signatures"]
    ]


def cosignatures_of(body: Mapping[str, Any]) -> dict[str, str]:
    """Return the hashes of signatures of other inspectors than the author, by user id."""
    return {
        one.person: one.sha256
        for one in signatures_of(body)
        if one.role == "inspector" and one.person not in ("", body["author"])
    }


def borrowed(mine: Iterable[Signed], given: Collection[tuple[str, str]]) -> list[str]:
    """List hashes of `mine` that were given by another signer, too; `given` are (hash, signer).

    Two hands never draw the same picture, so that one of the two did not sign. One person's picture
    may come again.
    """
    return [
        one.sha256
        for one in mine
        if any(hash == one.sha256 and signer != one.signer for hash, signer in given)
    ]
