"""The model server: the protocol's own code behind calls that cost nothing."""

import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from sync.feed import pull
from sync.parts import IncomingBytes, PartFolder
from sync.receive import Receiver
from sync.turning import sweep_waiting
from sync.tus_headers import CHUNK_TYPE, write_metadata
from sync.uploads import Denied, Uploads
from tests.simulation.folders import fast_folder
from tests.simulation.model.books import Books
from tests.simulation.model.ending import listening
from tests.simulation.model.feed import ModelFeed
from tests.simulation.model.host import AT, LIMITS, ModelHost, PlainSigner, publish_inspection
from tests.simulation.model.uploads import LIMITS as UPLOAD_LIMITS
from tests.simulation.model.uploads import ModelUploads
from tests.simulation.network import Answer, Crashed, Request
from tests.simulation.steps import BAI, LIN, PLACES, SCOPES, Fault

STATUSES = {
    "not_found": 404,
    "malformed": 400,
    "media_type": 415,
    "too_large": 413,
    "upload_offset": 409,
    "upload_busy": 423,
    "checksum": 460,
    "blob_unreadable": 422,
    "storage_full": 503,
    "sign_in": 401,
    "client": 403,
    "revoked": 403,
}


class Problem(Exception):
    """Answered with its code."""


class ModelServer:
    """Implements `network.Server`, and what people do at desks."""

    def __init__(self, now: Callable[[], int]) -> None:
        self.host, self.now = ModelHost(), now
        self.folder = Path(tempfile.mkdtemp(prefix="simulated-parts-", dir=fast_folder()))
        self.parts = PartFolder(self.folder)
        self.cookies: dict[str, str] = {}
        self.backup: tuple[Books, dict[str, bytes]] | None = None
        self.keep_backups = True
        self.serial = 0
        self._fill()

    def close(self) -> None:
        shutil.rmtree(self.folder)

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

    def cookie_of(self, device: str) -> str | None:
        return self.cookies.get(device)

    def answer(
        self, request: Request, share: float | None = None, crash: Fault | None = None
    ) -> Answer | None:
        try:
            with listening(crash):
                return self._answer(request, share)
        except Crashed:
            if crash and crash.kind == "power":
                self.power_cut()
            return None

    def power_cut(self) -> None:
        """Parts are synced only when they become photos."""
        for part in self.folder.iterdir():
            part.unlink()

    def _answer(self, request: Request, share: float | None) -> Answer | None:
        try:
            user, session = self._who(request)
            if request.path.startswith("/sync/uploads"):
                return self._upload(user, request, share)
            if share is not None:
                return None  # half an object is malformed, and nobody hears that
            calls = {
                "hello": self._hello,
                "push": self._push,
                "pull": self._pull,
                "missing": self._missing,
                "logout": self._logout,
            }
            return calls[request.kind](user, session, request.body)
        except Problem as problem:
            code = str(problem)
            return Answer(STATUSES[code], {"error": {"code": code}})

    def _who(self, request: Request) -> tuple[str, str]:
        found = self.books.sessions.get(request.cookie or "")
        if found is None:
            raise Problem("sign_in")
        return found[0], request.cookie or ""

    def _told(self, **content: Any) -> Answer:
        return Answer(200, {"epoch": self.books.epoch, "server_time": self.now()} | content)

    def _hello(self, user: str, session: str, call: dict[str, Any]) -> Answer:
        client = call["client_id"]
        owner, revoked = self.books.clients.get(client, (user, False))
        self._expect(owner == user, revoked)
        self.books.clients[client] = (owner, revoked)
        return self._told(client_id=client, user=user)

    def _require_client(self, user: str, client: str) -> None:
        if client not in self.books.clients:
            raise Problem("client")
        owner, revoked = self.books.clients[client]
        self._expect(owner == user, revoked)

    def _expect(self, own: bool, revoked: bool) -> None:
        if not own:
            raise Problem("client")
        if revoked:
            raise Problem("revoked")

    def _push(self, user: str, session: str, call: dict[str, Any]) -> Answer:
        self._require_client(user, call["client_id"])
        receiver = Receiver(self.host, PlainSigner(), self.books.epoch, LIMITS)
        results = receiver.receive(user, call["records"])
        return self._told(results=[one.as_json() for one in results])

    def _pull(self, user: str, session: str, call: dict[str, Any]) -> Answer:
        self._require_client(user, call["client_id"])
        pages = pull(
            ModelFeed(self.books),
            self.scopes_of(user),
            call["cursors"],
            epoch_known=call["epoch"] == self.books.epoch,
            limit=call["limit"],
        )
        return self._told(scopes=[page.as_json() for page in pages])

    def _missing(self, user: str, session: str, call: dict[str, Any]) -> Answer:
        missing = [one for one in call["hashes"] if (user, one) not in self.books.owned]
        return Answer(200, {"missing": missing})

    def _logout(self, user: str, session: str, call: dict[str, Any]) -> Answer:
        self.books.sessions.pop(session)
        return Answer(204)

    def scopes_of(self, user: str) -> list[str]:
        mine = [scope for owner, scope in self.books.grants if owner == user]
        return [*mine, "catalogue", f"user:{user}"]

    def _upload(self, user: str, request: Request, share: float | None) -> Answer:
        data: bytes = request.body
        arrived = data if share is None else data[: int(len(data) * share)]
        body = IncomingBytes(BytesIO(arrived), len(data))
        headers = dict(request.headers) | ({"Content-Type": CHUNK_TYPE} if data else {})
        if request.method == "POST":
            sha256 = headers.pop("sha256")
            headers["Upload-Metadata"] = write_metadata(sha256, "image/jpeg")
        machine = Uploads(ModelUploads(self.host), self.parts, UPLOAD_LIMITS, lambda: AT)
        id = request.path.rsplit("/", 1)[-1]
        try:
            match request.method:
                case "POST":
                    told = machine.create(user, headers, body, "/sync/uploads")
                case "HEAD":
                    told = machine.status(user, id)
                case _:
                    told = machine.append(user, id, headers, body)
        except Denied as denied:
            code = denied.code
            return Answer(STATUSES[code], {"error": {"code": code}}, denied.headers)
        return Answer(told.status, None, told.headers)

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
        stored = books.records[("inspection", id)][(newest["user"], newest["digest"])]
        with books.transaction():
            books.put(known, max(known), newest | {"state": "returned"})
            publish_inspection(books, stored, "returned")
            # What phones show of the place may have changed with it.
            books.publish(PLACES[newest["place"]], "premises", newest["place"], 1, "{}")

    def sweep(self) -> None:
        sweep_waiting(self.host, PlainSigner(), self.books.epoch)

    def sweep_orphans(self) -> None:
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
