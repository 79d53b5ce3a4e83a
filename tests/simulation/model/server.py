"""The model server: the protocol's own code behind calls that cost nothing."""

import json
import shutil
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from sync.feed import pull
from sync.partial_uploads import IncomingBytes, PartialFolder
from sync.receive import Receiver
from sync.records import DRAFT, IMPORTED, QUARANTINED, IntakeResult
from sync.tus_headers import CHUNK_TYPE, write_metadata
from sync.uploads import Denied, Uploads
from tests.simulation.folders import fast_folder
from tests.simulation.model.desk import Desk
from tests.simulation.model.ending import listening
from tests.simulation.model.feed import ModelFeed
from tests.simulation.model.host import AT, LIMITS, PlainSigner
from tests.simulation.model.uploads import LIMITS as UPLOAD_LIMITS
from tests.simulation.model.uploads import ModelUploads
from tests.simulation.network import Answer, Crashed, Request
from tests.simulation.steps import Fault

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
    """Answered with its code, and whatever else is said."""

    def __init__(self, code: str, **said: str) -> None:
        super().__init__(code)
        self.code, self.said = code, said


class ModelServer(Desk):
    """Implements `network.Server`."""

    def __init__(self, now: Callable[[], int]) -> None:
        super().__init__()
        self.now = now
        self.folder = Path(tempfile.mkdtemp(prefix="simulated-parts-", dir=fast_folder()))
        self.parts = PartialFolder(self.folder)

    def close(self) -> None:
        shutil.rmtree(self.folder)

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
                "awaited": self._awaited,
                "logout": self._logout,
            }
            return calls[request.kind](user, session, request.body)
        except Problem as problem:
            error = {"code": problem.code, **problem.said}
            return Answer(STATUSES[problem.code], {"error": error})

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
        self._expect(user, owner, revoked)
        self.books.clients[client] = (owner, revoked)
        return self._told(client_id=client, user=user)

    def _require_client(self, user: str, client: str) -> None:
        if client not in self.books.clients:
            raise Problem("client")
        self._expect(user, *self.books.clients[client])

    def _expect(self, user: str, owner: str, revoked: bool) -> None:
        if owner != user:
            raise Problem("client", user=user)
        if revoked:
            raise Problem("revoked")

    def import_record(self, record: dict[str, Any]) -> None:
        """As the desk imports a file: in its author's name, with a lost base named as lost."""
        author = json.loads(record["body"])["author"]
        receiver = Receiver(self.host, PlainSigner(), self.books.epoch, LIMITS)
        imported = IntakeResult(QUARANTINED, IMPORTED)
        (result,) = receiver.receive(author, [record], imported)
        if result.code == "gap":
            receiver.receive(author, [record | {"base_lost": True}], imported)

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

    def _awaited(self, user: str, session: str, call: dict[str, Any]) -> Answer:
        many = [one for records in self.books.records.values() for one in records.values()]
        named = {
            sha256
            for one in many
            if one.user == user and one.record.collection != DRAFT
            for sha256 in one.record.hashes
        }
        missing = [one for one in call["hashes"] if (user, one) not in self.books.owned]
        return Answer(200, {"awaited": [one for one in missing if one in named]})

    def _logout(self, user: str, session: str, call: dict[str, Any]) -> Answer:
        self.books.sessions.pop(session)
        return Answer(204)

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
