"""Turns the steps of version 2 into acts."""

from io import BytesIO
from typing import Any

from PIL import Image

from tests.simulation.promises import Confirmed
from tests.simulation.seen import Seen
from tests.simulation.steps import PLACES, Step, chosen, photo_bytes
from tests.simulation.watch import Watch

CLOSED = ("approved", "withdrawn", "quarantined")


def _smallest_png() -> bytes:
    out = BytesIO()
    Image.new("L", (1, 1)).save(out, "PNG")
    return out.getvalue()


PICTURE = _smallest_png()
"""Everybody's signature."""


class SecondActs:
    """A part of `World`."""

    phones: Any
    server: Any
    confirmed: Confirmed
    watch: Watch

    # Only named here for the types: `World` itself has both.
    def by_name(self, ids: list[str]) -> list[str]:
        raise NotImplementedError

    def name(self, id: str) -> str:
        raise NotImplementedError

    def observe(self) -> Seen:
        raise NotImplementedError

    def give_up(self, who: tuple[str, str], id: str) -> None:
        raise NotImplementedError

    def act_sign(self, step: Step) -> None:
        """The first two of the open ones, or all of them."""
        phone = self.phones[step.device]
        ids = self.by_name(phone.drafts())
        wanted = ids if step.flag else ids[:2]
        if phone.sign(wanted, PICTURE, step.dies):
            for id in wanted:
                self._changed(step.device, phone.user, id)

    def act_change_signed(self, step: Step) -> None:
        self._change_signed(step, in_list=False)

    def act_change_list(self, step: Step) -> None:
        self._change_signed(step, in_list=True)

    def _change_signed(self, step: Step, in_list: bool) -> None:
        phone = self.phones[step.device]
        id = chosen(step, self.by_name(phone.drafts()))
        if id and phone.change_signed(id, step.value, in_list, step.dies):
            self._changed(step.device, phone.user, id)

    def _changed(self, device: str, user: str, id: str) -> None:
        if (device, user, id) in self.confirmed.drafts:
            self.confirmed.drafts[(device, user, id)] += 1

    def act_withdraw(self, step: Step) -> None:
        """Also ends a draft of the next revision, if one is open."""
        phone = self.phones[step.device]
        if id := chosen(step, self.by_name(phone.withdrawable())):
            who = (step.device, phone.user)
            known = self.observe().phones[who].states.get(id)
            edits = self.confirmed.drafts.pop((*who, id), None)
            frozen = phone.withdraw(id, step.dies)
            if frozen:
                self.confirmed.records[(*who, frozen[0])] = frozen[1]
                self.give_up(who, id)
            elif edits is not None and id in phone.drafts():
                self.confirmed.drafts[(*who, id)] = edits
            if frozen and known in CLOSED:
                self.watch.wrong.append(f"I13: {step.device} took back what it knew to be {known}")

    def act_go_on(self, step: Step) -> None:
        phone = self.phones[step.device]
        id = chosen(step, self.by_name(phone.withdrawn()))
        if id and (frozen := phone.go_on(id, step.dies)):
            self.confirmed.records[(step.device, phone.user, frozen[0])] = frozen[1]

    def act_propose(self, step: Step) -> None:
        phone = self.phones[step.device]
        picture = photo_bytes(step.value % 12) if step.flag else None
        place = chosen(step, list(PLACES)) or ""
        if frozen := phone.propose(place, picture, step.dies):
            self.name(frozen[0][1])
            self.confirmed.records[(step.device, phone.user, frozen[0])] = frozen[1]

    def act_approve(self, step: Step) -> None:
        if id := chosen(step, self.by_name(self.server.reviewable())):
            self.server.approve(id)

    def act_decide(self, step: Step) -> None:
        if id := chosen(step, self.by_name(self.server.undecided())):
            self.server.decide(id, step.flag)
