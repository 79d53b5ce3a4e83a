"""Between phones and server: loses, doubles, delays, cuts; tells the watch what the server said."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from sync import failpoints
from tests.simulation.steps import WRITING, Fault, Step

TICK = 20


class Died(Exception):
    """The page is gone; what it had not written is lost."""


class Crashed(BaseException):
    """The server process ended here."""


@dataclass
class Request:
    """`body` is an object for the JSON calls, bytes for uploads; the browser adds its cookie."""

    device: str
    method: str
    path: str
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    cookie: str | None = None

    @property
    def kind(self) -> str:
        if self.path.startswith("/sync/uploads"):
            return self.method.lower()
        return self.path.rsplit("/", 1)[-1]


@dataclass(frozen=True)
class Answer:
    """`json` is None where the answer has none of ours; `torn`: there was one, and half came."""

    status: int
    json: dict[str, Any] | None = None
    headers: dict[str, str] = field(default_factory=dict)
    torn: bool = False

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300


class Server(Protocol):
    """What both worlds have behind their network."""

    def answer(
        self, request: Request, share: float | None = None, crash: Fault | None = None
    ) -> Answer | None:
        """`share` of the body arrives; None when the server died before it answered."""

    def cookie_of(self, device: str) -> str | None:
        """What the device's browser would send."""


class Network:
    """One per schedule."""

    def __init__(
        self,
        server: Server,
        watch: Callable[[Request, Answer], None],
        run: Callable[[Step], None],
    ) -> None:
        self.server, self.watch, self.run = server, watch, run
        self.late: list[tuple[int, Request]] = []
        self.log: list[tuple[str, str, str]] = []
        self.steps, self.elapsed = 0, 0
        self.delivered: list[Request] = []
        self.at: tuple[int, int] | None = None
        self._trips: list[tuple[Step, list[int]]] = []

    @contextmanager
    def trip(self, step: Step) -> Iterator[None]:
        """The requests until the end are numbered from 0 and meet the step's faults."""
        self._trips.append((step, [0, WRITING]))
        try:
            yield
        finally:
            self._trips.pop()

    def begin_step(self) -> None:
        """What was under way for long arrives now; nobody waits for its answer."""
        self.steps += 1
        due = [request for at, request in self.late if at <= self.steps]
        self.late = [(at, request) for at, request in self.late if at > self.steps]
        for request in due:
            self._deliver(request)

    def exchange(self, request: Request) -> Answer | None:
        """The answer that the phone gets, or None; raises Died."""
        self.elapsed += TICK
        request.cookie = self.server.cookie_of(request.device)
        if not self._trips:
            return self._deliver(request)
        step, count = self._trips[-1]
        number = count[0]
        count[0] += 1
        self.at = self.steps - 1, number
        fault = self._fault(step, request, number, count)
        answer = self._with_meanwhile(step, number, request, fault)
        told = fault.kind if fault else ""
        self.log.append((request.device, request.kind, f"{answer.status if answer else '-'}{told}"))
        if fault and fault.kind in ("dies_before", "dies_after"):
            raise Died
        return answer

    def _fault(self, step: Step, request: Request, number: int, count: list[int]) -> Fault | None:
        faults = dict(step.faults)
        if request.kind in ("push", "post", "patch"):
            count[1] += 1
            return faults.get(number) or faults.get(count[1] - 1)
        return faults.get(number)

    def _with_meanwhile(
        self, step: Step, number: int, request: Request, fault: Fault | None
    ) -> Answer | None:
        at, when, inner = step.meanwhile or (-1, "", None)
        if inner and at == number and when == "before":
            self.run(inner)
        answer = self._under(fault, request) if fault else self._deliver(request)
        if inner and at == number and when == "after":
            self.run(inner)
        return answer

    def _under(self, fault: Fault, request: Request) -> Answer | None:
        """What the phone hears when this happens to its request."""
        if fault.kind in INSTEAD:
            return INSTEAD[fault.kind]
        if fault.kind == "error":
            return Answer(fault.status, REFUSAL if fault.status != 502 else None)
        if fault.kind == "late":
            self.late.append((self.steps + fault.later, request))
            return None
        answer = self._through(fault, request)
        if fault.kind == "torn":
            return answer and replace(answer, json=None, torn=answer.json is not None)
        return None if fault.kind in UNHEARD else answer

    def _through(self, fault: Fault, request: Request) -> Answer | None:
        """What the server does about it."""
        match fault.kind:
            case "cut":
                return self._deliver(request, share=fault.share)
            case "crash" | "power":
                return self._deliver(request, crash=fault)
            case "flipped":
                return self._deliver(flipped(request, fault.share))
            case "overtaken":
                with interrupting(fault.moment, lambda: self._deliver(request)):
                    return self._deliver(request)
            case "twice":
                self._deliver(request)
        return self._deliver(request)

    def _deliver(
        self, request: Request, share: float | None = None, crash: Fault | None = None
    ) -> Answer | None:
        answer = self.server.answer(request, share, crash)
        if answer:
            self.watch(request, answer)
        if answer and answer.ok and request.kind == "push":
            self.delivered.append(request)
        return answer

    def replay(self, request: Request, device: str) -> None:
        """From another device, in the name of whoever is signed in there."""
        self._deliver(replace(request, device=device, cookie=self.server.cookie_of(device)))


def flipped(request: Request, share: float) -> Request:
    """JSON is protected by what carries it; what a photo is named by protects the photo."""
    if not isinstance(request.body, bytes) or not request.body:
        return request
    data = bytearray(request.body)
    data[int(share * (len(data) - 1))] ^= 1
    return replace(request, body=bytes(data))


@contextmanager
def interrupting(moment: str, work: Callable[[], object]) -> Iterator[None]:
    """Does the work once, in the middle of the server's own."""

    def heard(name: str) -> None:
        if name == moment:
            failpoints.listener = None
            work()

    failpoints.listener = heard
    try:
        yield
    finally:
        failpoints.listener = None


UNHEARD = ("unanswered", "cut", "dies_after")
INSTEAD = {
    "lost": None,
    "dies_before": None,
    "html": Answer(200, None),
    "json": Answer(200, {"ok": True}),
}
REFUSAL = {"error": {"code": "busy", "zh": "", "en": "", "safe": True, "next": "wait"}}
