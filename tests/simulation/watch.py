"""Hears every answer that leaves the server: what it promised, and to whom it showed what."""

from typing import TYPE_CHECKING, Any

from tests.simulation.network import Answer, Request

if TYPE_CHECKING:
    from tests.simulation.world import World

PROMISES = ("stored", "already", "waiting", "quarantined", "fix")
Promise = tuple[str, str, str, str]


class Watch:
    """What answers told to be done: records, with receipt or without, and whole uploads."""

    def __init__(self, world: "World") -> None:
        self.world = world
        self.promised: dict[Promise, bool] = {}
        self.lengths: dict[str, int] = {}
        self.finished: set[str] = set()
        self.wrong: list[str] = []

    def heard(self, request: Request, answer: Answer) -> None:
        if request.path.startswith("/sync/uploads"):
            self._heard_offset(request, answer)
        if answer.status != 200 or answer.json is None:
            return
        if request.kind == "push" and "results" in answer.json:
            self._heard_results(request, answer.json["results"])
        if request.kind == "pull" and "scopes" in answer.json:
            self._heard_pages(request, answer.json["scopes"])

    def restored(self, held: set[Promise]) -> None:
        """A backup knows nothing of what came after it."""
        self.promised = {key: told for key, told in self.promised.items() if key in held}
        self.promised = dict.fromkeys(self.promised, False)
        self.finished.clear()

    def weeks_passed(self) -> None:
        """Every upload has expired: the next request may find that it was forgotten."""
        self.finished.clear()

    def _heard_offset(self, request: Request, answer: Answer) -> None:
        if answer.status not in (201, 204):
            return
        id = answer.headers.get("Location", request.path).rsplit("/", 1)[-1]
        if request.kind == "post":
            self.lengths[id] = int(request.headers["Upload-Length"])
        if answer.headers.get("Upload-Offset") == str(self.lengths[id]):
            self.finished.add(id)

    def _heard_results(self, request: Request, results: list[dict[str, Any]]) -> None:
        user = self.world.server.user_of(request.cookie)
        for record, result in zip(request.body["records"], results, strict=True):
            if record["collection"] == "draft" or result["verdict"] not in PROMISES:
                continue
            key = (user, record["collection"], record["id"], record["digest"])
            self.promised[key] = self.promised.get(key, False) or bool(result.get("receipt"))
            if result.get("receipt") and not self._is_for(result["receipt"], key):
                self.wrong.append(f"I9: a receipt for somebody or something else: {key}")

    def _is_for(self, receipt: str, key: Promise) -> bool:
        payload = self.world.server.read_receipt(receipt)
        names = ("user", "collection", "id", "digest")
        return tuple(payload[name] for name in names) == key

    def _heard_pages(self, request: Request, pages: list[dict[str, Any]]) -> None:
        user = self.world.server.user_of(request.cookie)
        mine = set(self.world.server.scopes_of(user))
        for page in pages:
            if (page["rows"] or page["gone"]) and page["scope"] not in mine:
                self.wrong.append(f"I9: {user} was shown {page['scope']}")
