"""What people were told is safe, and what ends such a promise."""

from dataclasses import dataclass, field

from tests.simulation.seen import Key, PhoneSeen, Seen


@dataclass
class Confirmed:
    """What people were told is safe. Keys of records carry device and user."""

    records: dict[tuple[str, str, Key], tuple[str, ...]] = field(default_factory=dict)
    drafts: dict[tuple[str, str, str], int] = field(default_factory=dict)
    restored: bool = False
    relapsed: set[str] = field(default_factory=set)
    signed_out: set[tuple[str, str]] = field(default_factory=set)
    """Devices, with whoever left them and has not signed in there again."""
    moves: set[str] = field(default_factory=set)
    """Moves of corrections that the desk and the operator were told are made."""

    def forget(self, who: tuple[str, str], seen: Seen) -> None:
        """Nobody promises any more what lay on this phone alone."""
        for device, user, key in [one for one in self.records if one[:2] == who]:
            collection, id, _, digest = key
            hashes = self.records.pop((device, user, key))
            if (user, collection, id, digest) in seen.server.records:
                kept = tuple(one for one in hashes if one in seen.server.files)
                self.records[(device, user, key)] = kept
        for draft in [one for one in self.drafts if one[:2] == who]:
            del self.drafts[draft]

    def give_up(self, who: tuple[str, str], id: str, seen: Seen) -> None:
        """He threw a draft away that, before his phone went back in time, he had sealed."""
        for key in [key for device, user, key in self.records if (device, user) == who]:
            if key[1] == id:
                hashes = self.records[(*who, key)]
                self.records[(*who, key)] = _left(hashes, seen.phones[who], seen)

    def relapse(self, device: str, seen: Seen) -> None:
        """The phone knows only what it knew when it was copied, and what the server can tell."""
        self.relapsed.add(device)
        self.signed_out = {one for one in self.signed_out if one[0] != device}
        for one, user, key in [one for one in self.records if one[0] == device]:
            collection, id, _, digest = key
            phone, hashes = seen.phones[(device, user)], self.records.pop((one, user, key))
            here = key in phone.outbox or key in phone.sent
            if here or (user, collection, id, digest) in seen.server.records:
                self.records[(device, user, key)] = _left(hashes, phone, seen)
        for one, user, id in [one for one in self.drafts if one[0] == device]:
            edits, kept = self.drafts.pop((one, user, id)), seen.phones[(device, user)].drafts
            if id in kept:
                self.drafts[(device, user, id)] = min(edits, kept[id][1])


def _left(hashes: tuple[str, ...], phone: PhoneSeen, seen: Seen) -> tuple[str, ...]:
    """Not what another phone has by chance: that may go with whatever holds it there."""
    here = {sha256 for sha256, photo in phone.photos.items() if photo.bytes}
    safe = here | seen.server.files
    return tuple(one for one in hashes if one in safe)


def bytes_somewhere(sha256: str, user: str, seen: Seen) -> bool:
    """On one of his phones: a draft that went on to another left its photos on the first."""
    his = (phone for (_, owner), phone in seen.phones.items() if owner == user)
    here = any(sha256 in one.photos and one.photos[sha256].bytes for one in his)
    return here or sha256 in seen.server.files
