"""One schedule's phones, network and server: turns steps into acts, whatever the engine."""

import hashlib
import json
from dataclasses import replace
from typing import Any, Protocol

from tests.simulation.network import Network
from tests.simulation.promises import Confirmed
from tests.simulation.second_acts import SecondActs
from tests.simulation.seen import Key, Seen
from tests.simulation.steps import BAI, DEVICES, LIN, OWNERS, PLACES, Step, chosen, photo_bytes
from tests.simulation.third_acts import ThirdActs
from tests.simulation.watch import Watch

STEP_MS, WAIT_MS, MONTH_MS = 7_000, 400_000, 31 * 86_400_000
GRANTS = ((LIN, PLACES["p0"]), (LIN, PLACES["p2"]), (BAI, PLACES["p0"]))


class Phone(Protocol):
    """One device with whoever uses it now. Acts return what was confirmed to him."""

    user: str

    def drafts(self) -> list[str]: ...
    def mendable(self) -> list[str]: ...
    def elsewhere(self) -> list[str]: ...
    def start(self, place: str, dies: Any) -> str | None: ...
    def answer(self, id: str, note: int, wrong: bool, dies: Any) -> bool: ...
    def photo(self, id: str, data: bytes, dies: Any) -> bool: ...
    def seal(self, id: str, dies: Any) -> tuple[Key, tuple[str, ...]] | None: ...
    def mend(self, id: str, dies: Any) -> bool: ...
    def take(self, id: str, dies: Any) -> bool: ...
    def scan(self, place: str | None, dies: Any) -> Key | None: ...
    def discard(self, id: str, dies: Any) -> bool: ...
    def round(self, step: Step) -> None: ...
    def reload(self) -> None: ...
    def jump(self, ms: int) -> None: ...
    def fill(self) -> None: ...
    def switch(self, user: str) -> None: ...
    def sign_out(self) -> bool: ...
    def forget(self) -> None: ...
    def keep_copy(self) -> None: ...
    def from_copy(self) -> bool: ...
    def client(self) -> str | None: ...

    def passed(self) -> tuple[int, list[str]]:
        """How often its last act wrote, and the moments it named."""


class World(SecondActs, ThirdActs):
    """Subclasses bring phones and a server."""

    phones: dict[str, Phone]
    server: Any
    network: Network
    watch: Watch

    def __init__(self) -> None:
        self.now = 0
        self.confirmed = Confirmed()
        self.names: dict[str, str] = {}
        self.refilling = False

    def begin(self) -> None:
        for device in DEVICES:
            self.server.sign_in(device, OWNERS[device])

    def step(self, step: Step) -> None:
        self.now += STEP_MS
        self.network.begin_step()
        self.run(step)

    def run(self, step: Step) -> None:
        """Also what happens in the middle of another step."""
        act = getattr(self, f"act_{step.act}", None)
        if act is not None:
            act(step)
        else:
            self._by_hand(step)

    # A world without an engine is none: the model's and the real one each have their own.
    def observe(self) -> Seen:
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError

    def name(self, id: str) -> str:
        """In the order of their making: equal in every engine."""
        return self.names.setdefault(id, f"n{len(self.names)}")

    def by_name(self, ids: list[str]) -> list[str]:
        return sorted(ids, key=lambda id: int(self.name(id)[1:]))

    def act_round(self, step: Step) -> None:
        with self.network.trip(step):
            self.phones[step.device].round(step)

    def _by_hand(self, step: Step) -> None:
        phone = self.phones[step.device]
        who = (step.device, phone.user)
        match step.act:
            case "start":
                id = phone.start(chosen(step, list(PLACES)) or "", step.dies)
                self._begun(who, id, id is not None)
            case "scan":
                place = chosen(step, list(PLACES)) if step.flag else None
                if key := phone.scan(place, step.dies):
                    self.name(key[1])
                    self.confirmed.records[(*who, key)] = ()
            case "mend":
                id = chosen(step, self.by_name(phone.mendable()))
                self._begun(who, id, bool(id and phone.mend(id, step.dies)))
            case "take":
                id = chosen(step, self.by_name(phone.elsewhere()))
                self._begun(who, id, bool(id and phone.take(id, step.dies)))
            case _:
                if id := chosen(step, self.by_name(phone.drafts())):
                    self._on_draft(step, phone, who, id)

    def _begun(self, who: tuple[str, str], id: str | None, done: bool) -> None:
        if id and done:
            self.name(id)
            self.confirmed.drafts[(*who, id)] = 0

    def _on_draft(self, step: Step, phone: Phone, who: tuple[str, str], id: str) -> None:
        match step.act:
            case "answer":
                if phone.answer(id, step.value, step.pick % 7 == 0, step.dies):
                    self._edited(who, id)
            case "photo":
                if phone.photo(id, photo_bytes(step.value), step.dies):
                    self._edited(who, id)
            case "discard":
                self.confirmed.drafts.pop((*who, id), None)
                phone.discard(id, step.dies)
                self.give_up(who, id)
            case "seal":
                self._seal(step, phone, who, id)

    def give_up(self, who: tuple[str, str], id: str) -> None:
        """A draft was thrown away on purpose."""
        if who[0] in self.confirmed.relapsed:
            self.confirmed.give_up(who, id, self.observe())

    def _seal(self, step: Step, phone: Phone, who: tuple[str, str], id: str) -> None:
        edits = self.confirmed.drafts.pop((*who, id), None)
        rev = self.observe().phones[who].drafts[id][0] if step.dies else 0
        if sealed := phone.seal(id, step.dies):
            self.confirmed.records[(*who, sealed[0])] = sealed[1]
        elif edits is not None and not self._is_sealed(who, id, rev):
            self.confirmed.drafts[(*who, id)] = edits

    def _is_sealed(self, who: tuple[str, str], id: str, rev: int) -> bool:
        """The page died when all was written: nobody was told, and nothing is lost."""
        seen = self.observe().phones[who]
        return id not in seen.drafts and any(key[1:3] == (id, rev) for key in seen.outbox)

    def _edited(self, who: tuple[str, str], id: str) -> None:
        if (*who, id) in self.confirmed.drafts:
            self.confirmed.drafts[(*who, id)] += 1

    def act_reload(self, step: Step) -> None:
        self.phones[step.device].reload()

    def act_clock(self, step: Step) -> None:
        self.phones[step.device].jump(step.value)

    def act_wait(self, step: Step) -> None:
        self.now += WAIT_MS

    def act_month(self, step: Step) -> None:
        # Phones keep what they sent for 30 days: from now on no backup may come back.
        self.now += MONTH_MS
        self.server.keep_backups = False

    def act_full(self, step: Step) -> None:
        self.phones[step.device].fill()

    def act_forget(self, step: Step) -> None:
        """The browser threw everything away: what only lay here is lost, and no backup helps."""
        phone = self.phones[step.device]
        who = (step.device, phone.user)
        phone.forget()
        self.server.keep_backups = False
        self.confirmed.forget(who, self.observe())

    def act_keep_copy(self, step: Step) -> None:
        self.phones[step.device].keep_copy()

    def act_from_copy(self, step: Step) -> None:
        """What came after the copy is lost where the server does not have it."""
        if self.phones[step.device].from_copy():
            self.server.keep_backups = False
            self.confirmed.relapse(step.device, self.observe())

    def act_forge(self, step: Step) -> None:
        """Bai's phone sends what Lin's had sent, as it was or as if Bai had written it."""
        sent, client = self.network.delivered, self.phones["d2"].client()
        if sent and client:
            # Of streams that are there: who guesses an id before its owner comes gets the stream.
            request, streams = sent[step.pick % len(sent)], self.observe().server.streams
            records = [r for r in request.body["records"] if (r["collection"], r["id"]) in streams]
            if step.flag:
                bai = self.server.id_of(BAI)
                records = [signed_by(bai, one) for one in records if one["collection"] != "draft"]
            body = request.body | {"client_id": client, "records": records}
            self.network.replay(replace(request, body=body), "d2")

    def act_import(self, step: Step) -> None:
        """A supervisor imports a file of what a phone had sent, or of what none ever wrote."""
        many = [one for request in self.network.delivered for one in request.body["records"]]
        sent = [one for one in many if one["collection"] == "inspection"]
        if sent:
            record = sent[step.pick % len(sent)]
            self.server.import_record(made_up_after(record) if step.flag else record)

    def act_power(self, step: Step) -> None:
        self.server.power_cut()

    def act_sign_in(self, step: Step) -> None:
        user = (LIN, BAI)[step.pick % 2] if step.value % 3 == 0 else OWNERS[step.device]
        self.sign_in(step.device, user)

    def sign_in(self, device: str, user: str) -> None:
        self.server.sign_in(device, user)
        self.phones[device].switch(user)
        self.confirmed.signed_out.discard((device, user))

    def act_sign_out(self, step: Step) -> None:
        phone = self.phones[step.device]
        if phone.sign_out():
            # The browser drops its cookie: a backup that knows the session brings nobody back.
            self.server.cookies.pop(step.device, None)
            self.confirmed.signed_out.add((step.device, phone.user))

    def act_expire(self, step: Step) -> None:
        self.server.expire(step.device)

    def act_revoke(self, step: Step) -> None:
        if client := self.phones[step.device].client():
            self.server.revoke(client, step.flag)

    def act_scope(self, step: Step) -> None:
        user, scope = GRANTS[step.value % 3]
        self.server.grant(user, scope, step.flag)

    def act_place(self, step: Step) -> None:
        self.server.touch(chosen(step, list(PLACES)), gone=step.value % 5 == 0)

    def act_review(self, step: Step) -> None:
        if id := chosen(step, self.by_name(self.server.reviewable())):
            self.server.send_back(id)

    def act_sweep(self, step: Step) -> None:
        """Sometimes weeks later: uploads have expired, and bytes that nothing names go as well.

        Not after a restore: then that sweep rests until phones have refilled the server.
        """
        self.server.sweep()
        if step.value % 3 == 0 and not self.refilling:
            self.act_age(step)
            self.server.collect_garbage()

    def act_age(self, step: Step) -> None:
        self.server.age_uploads()
        self.watch.weeks_passed()

    def act_backup(self, step: Step) -> None:
        if self.server.keep_backups:
            self.server.save()

    def act_restore(self, step: Step) -> None:
        if self.server.keep_backups and self.server.restore():
            self.confirmed.restored = self.refilling = True


def signed_by(user: str, record: dict[str, Any]) -> dict[str, Any]:
    """The same record in another person's name: other words, another digest."""
    body = json.loads(record["body"])
    if body["author"] == user:
        return record
    text = json.dumps(body | {"author": user}, ensure_ascii=False)
    return record | {"body": text, "digest": hashlib.sha256(text.encode()).hexdigest()}


def made_up_after(record: dict[str, Any]) -> dict[str, Any]:
    """A next revision that its author never wrote."""
    body = json.loads(record["body"])
    text = json.dumps(body | {"reason": "made up"}, ensure_ascii=False)
    digest = hashlib.sha256(text.encode()).hexdigest()
    named = {"rev": record["rev"] + 1, "base": record["digest"], "body": text, "digest": digest}
    return {name: record[name] for name in ("collection", "id", "blobs")} | named
