"""What happens to the model server beside requests: people at desks, its backup, its sweeps."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sync.blob_wait import sweep_waiting
from tests.simulation.model.author_rows import queue_newest
from tests.simulation.model.books import Books
from tests.simulation.model.corrections import CorrectionsDesk
from tests.simulation.model.host import AT, ModelHost, PlainSigner
from tests.simulation.steps import BAI, LIN, PLACES, SCOPES


class Desk(CorrectionsDesk):
    """The acts that the real server's world does through its services."""

    def __init__(self) -> None:
        self.host = ModelHost()
        self.cookies: dict[str, str] = {}
        self.backup: tuple[Books, dict[str, bytes]] | None = None
        self.keep_backups = True
        self.serial = 0
        self._fill()

    @property
    def books(self) -> Books:
        return self.host.books

    def _fill(self) -> None:
        books = self.books
        with books.transaction():
            for user, scopes in SCOPES.items():
                for scope in scopes:
                    books.put(books.grants, (user, scope), True)
            books.publish("catalogue", "checklist", "one", 1, "{}")
            for user in (LIN, BAI):
                books.publish("catalogue", "person", user, 1, "{}")
            for place, scope in PLACES.items():
                books.publish(scope, "premises", place, 1, "{}")

    def scopes_of(self, user: str) -> list[str]:
        mine = [scope for owner, scope in self.books.grants if owner == user]
        return [*mine, "catalogue", f"user:{user}"]

    def user_of(self, cookie: str | None) -> str:
        return self.books.sessions[cookie or ""][0]

    def id_of(self, name: str) -> str:
        return name

    def name_of(self, user: str) -> str:
        return user

    def read_receipt(self, receipt: str) -> dict[str, Any]:
        payload: dict[str, Any] = json.loads(receipt)
        return payload

    def sign_in(self, device: str, user: str) -> None:
        self.serial += 1
        self.cookies[device] = f"session-{self.serial}"
        self.books.sessions[self.cookies[device]] = (user, None)

    def expire(self, device: str) -> None:
        self.books.sessions.pop(self.cookies.get(device, ""), None)

    def revoke(self, client: str, revoked: bool) -> None:
        if client in self.books.clients:
            self.books.clients[client] = (self.books.clients[client][0], revoked)

    def admit_all(self) -> None:
        clients = self.books.clients
        clients.update({client: (user, False) for client, (user, _) in clients.items()})

    def grant(self, user: str, scope: str, given: bool) -> None:
        with self.books.transaction():
            if given:
                self.books.put(self.books.grants, (user, scope), True)
            else:
                self.books.drop(self.books.grants, (user, scope))

    def touch(self, place: str, gone: bool) -> None:
        with self.books.transaction():
            self.books.publish(PLACES[place], "premises", place, 1, None if gone else "{}")

    def reviewable(self) -> list[str]:
        """Inspections whose newest revision waits for a supervisor."""
        many = self.books.revisions.items()
        return [id for id, known in many if known and known[max(known)]["state"] == "received"]

    def send_back(self, id: str) -> None:
        books, known = self.books, self.books.revisions[id]
        newest = known[max(known)]
        with books.transaction():
            books.put(known, max(known), newest | {"state": "returned"})
            queue_newest(books, id)
            # What phones show of the place may have changed with it.
            books.publish(PLACES[newest["place"]], "premises", newest["place"], 1, "{}")

    def approve(self, id: str) -> None:
        """Nothing follows an approval; of two versions nobody approves one before choosing."""
        if self._is_forked(id):
            return
        books, known = self.books, self.books.revisions[id]
        newest = known[max(known)]
        with books.transaction():
            books.put(known, max(known), newest | {"state": "approved"})
            queue_newest(books, id)
            books.publish(PLACES[newest["place"]], "premises", newest["place"], 1, "{}")

    def _is_forked(self, id: str) -> bool:
        author, _ = self.books.streams["inspection", id]
        sent = self.books.records["inspection", id].values()
        return any(
            one.off_lineage and one.verdict == "quarantined" and one.user == author for one in sent
        )

    def undecided(self) -> list[str]:
        """Proposals that wait for somebody at the desk."""
        return [id for id, (_, _, state) in self.books.proposals.items() if state == "open"]

    def decide(self, id: str, accepted: bool) -> None:
        books = self.books
        author, place, _ = books.proposals[id]
        with books.transaction():
            told = (author, place, "accepted" if accepted else "rejected")
            books.put(books.proposals, id, told)
            books.publish(f"user:{author}", "proposal", id, 1, json.dumps(told[2]))
            if accepted:
                books.put(books.register, place, books.register.get(place, 0) + 1)
                books.publish(PLACES[place], "premises", place, 1, "{}")

    def sweep(self) -> None:
        sweep_waiting(self.host, PlainSigner(), self.books.epoch)

    def collect_garbage(self) -> None:
        books = self.books
        records = [one for many in books.records.values() for one in many.values()]
        named = {sha256 for one in records for sha256 in one.record.hashes}
        with books.transaction():
            for key in [one for one in books.owned if one[1] not in named]:
                books.drop(books.owned, key)
        for sha256 in [one for one in self.host.files if one not in named]:
            del self.host.files[sha256]

    def age_uploads(self) -> None:
        with self.books.transaction():
            for id, upload in list(self.books.uploads.items()):
                late = replace(upload, expires_at=AT - timedelta(days=1))
                self.books.put(self.books.uploads, id, late)

    def save(self) -> None:
        owned = {sha256 for _, sha256 in self.books.owned}
        files = {name: data for name, data in self.host.files.items() if name in owned}
        self.backup = self.books.copied(), files

    def restore(self) -> bool:
        """From the last backup, under a new epoch; what came later lies there as well."""
        if self.backup is None:
            return False
        self.serial += 1
        books, files = self.backup
        self.host.books = books.copied()
        self.host.files |= files
        self.books.epoch = f"epoch-{self.serial}"
        return True
