"""Turns the steps about corrections into acts."""

from typing import Any

from tests.simulation.promises import Confirmed
from tests.simulation.steps import BAI, LIN, Step, chosen, photo_bytes

ON_PHONES = ("serve", "serve", "pass", "pass", "still_failing", "unable", "on_the_spot", "accept")
AT_THE_DESK = (
    *("send", "send", "send", "accept", "release", "supplement", "extend", "decline"),
    *("assign", "assign", "serve", "send", "accept", "release", "escalate", "void"),
)
BY_THE_OPERATOR = ("report", "report", "ask")
FORMS = 5


class ThirdActs:
    """A part of `World`."""

    phones: Any
    server: Any
    confirmed: Confirmed
    corrections = 0

    # Only named here for the types: `World` itself has both.
    def by_name(self, ids: list[str]) -> list[str]:
        raise NotImplementedError

    def name(self, id: str) -> str:
        raise NotImplementedError

    def act_order(self, step: Step) -> None:
        """Something that an approved inspection found is to be put right."""
        if inspection := chosen(step, self.by_name(self.server.approved())):
            self.corrections += 1
            id = made_id("c", self.corrections)
            self.name(id)
            self.server.order(id, inspection, stops=step.flag, days=(None, 0, 5)[step.value % 3])

    def act_move(self, step: Step) -> None:
        phone = self.phones[step.device]
        move = ON_PHONES[step.value % len(ON_PHONES)]
        picture = photo_bytes(step.value % 12) if step.flag else None
        note = "" if step.value % 5 == 3 else "示例"
        if id := chosen(step, self.by_name(phone.corrections())):
            if frozen := phone.move(id, move, note, picture, step.dies):
                self.name(frozen[0][1])
                self.confirmed.records[(step.device, phone.user, frozen[0])] = frozen[1]

    def act_settle(self, step: Step) -> None:
        """A supervisor decides; what is not possible is refused and changes nothing."""
        move = AT_THE_DESK[step.value % len(AT_THE_DESK)]
        reason = "" if step.value % 5 == 3 else "示例"
        to = (LIN, BAI, None)[step.value // 7 % 3]
        if id := chosen(step, self.by_name(self.server.corrections())):
            if made := self.server.settle(id, move, reason, to):
                self.confirmed.moves.add(made)

    def act_answer_order(self, step: Step) -> None:
        """The operator sends one of few forms: the same one again is the same answer."""
        move = BY_THE_OPERATOR[step.value % len(BY_THE_OPERATOR)]
        form = made_id("f", step.value // 7 % FORMS)
        if id := chosen(step, self.by_name(self.server.corrections())):
            if made := self.server.answer_order(id, move, form):
                self.confirmed.moves.add(made)


def made_id(kind: str, number: int) -> str:
    """The same in every engine."""
    return f"{kind}0000000-0000-7000-8000-{number:012x}"
