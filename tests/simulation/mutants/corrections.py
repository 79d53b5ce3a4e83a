"""Lines of corrections: of the domain, of the services, and of what follows an inspection."""

from tests.simulation.mutants import Mutant
from tests.simulation.third import THIRD

DOMAIN, SERVICES = "inspect_app/domain/corrections", "inspect_app/services/corrections"
GUARDS, MOVING = f"{DOMAIN}/guards.py", f"{DOMAIN}/moving.py"
MOVES, BIRTHS = f"{SERVICES}/moves.py", f"{SERVICES}/births.py"
ROWS, STEPS = f"{SERVICES}/phone_rows.py", "inspect_app/services/intake/correction_steps.py"
MACHINE = "machine"

MODEL = (
    Mutant(
        "a stop is released though nobody looked again",
        GUARDS,
        'return None if correction.passed else "not_passed"',
        "return None",
        seed=THIRD,
    ),
    Mutant(
        "a stop is accepted by photos alone",
        GUARDS,
        'correction.weight == "general" and not correction.stops else',
        'correction.weight == "general" else',
        seed=THIRD,
    ),
    Mutant(
        "an order is served twice",
        GUARDS,
        '    if correction.served_on is not None:\n        return "once"\n',
        "",
        seed=THIRD,
    ),
    Mutant(
        "more time is asked for twice",
        GUARDS,
        '    if correction.extended or correction.asked:\n        return "once"\n',
        "",
        seed=THIRD,
    ),
    Mutant(
        "a stop ends by a look that passed",
        MOVING,
        "        return RECHECK  # a stop ends by its release alone\n",
        "        return to\n",
        seed=THIRD,
    ),
    Mutant(
        "a stop that still fails becomes an order",
        MOVING,
        "    if to == ORDERED and correction.stops:\n        return STOPPED\n",
        "",
        seed=THIRD,
    ),
)

REAL = (
    Mutant(
        "a move says that it led nowhere",
        MOVES,
        "        after=row.state,\n",
        "        after=before.state,\n",
        "sqlite",
        seed=THIRD,
    ),
    Mutant(
        "a move has no entry in the audit",
        MOVES,
        '    w.audit(\n        f"correction.{made.move.name}",\n',
        '    (lambda *_, **__: None)(\n        f"correction.{made.move.name}",\n',
        "sqlite",
        seed=THIRD,
    ),
    Mutant(
        "phones are not told of a move",
        MOVES,
        "    queue_correction(w, row)\n",
        "",
        "sqlite",
        seed=THIRD,
    ),
    Mutant(
        "phones hear of the move before the last",
        MOVES,
        '    w.session.expire(row, ["moves"])  # the phones\' row tells of this one, too\n',
        "",
        "sqlite",
        seed=THIRD,
    ),
    Mutant(
        "the photos of a move are not kept",
        MOVES,
        "    _keep_photos(w, row, made)\n",
        "",
        "sqlite",
        seed=THIRD,
    ),
    Mutant(
        "what was found before a new sending closes it",
        STEPS,
        "if not decided_by_person and _answers_an_older_sending(row, body):",
        "if False:",
        "sqlite",
        seed=THIRD,
    ),
    Mutant(
        "a move that is not possible counts as taken in",
        STEPS,
        "    except Refused:\n        raise Quarantined(STALE) from None\n",
        "    except Refused:\n        return\n",
        "sqlite",
        seed=THIRD,
    ),
    Mutant(
        "whoever is sent is not told",
        "inspect_app/queries/corrections/photos.py",
        ' | {row.assigned_to or ""}) - {""}',
        ")",
        "sqlite",
        seed=THIRD,
    ),
)

FOLLOWING = (
    Mutant(
        "what was mended stays proposed",
        BIRTHS,
        "        if id not in asked and row.state == PROPOSED:\n",
        "        if False:\n",
        MACHINE,
    ),
    Mutant(
        "a withdrawn approval leaves its orders",
        BIRTHS,
        "        if row.state in OPEN:\n            _void(w, row, actor, why)\n",
        "        if row.state == PROPOSED:\n            _void(w, row, actor, why)\n",
        MACHINE,
    ),
    Mutant(
        "a colleague who is named no more keeps the row",
        BIRTHS,
        "    for user in before - _inspectors_of(w, row) - {row.assigned_to}:\n",
        "    for user in set[str]():\n",
        MACHINE,
    ),
)
CORRECTIONS = (*MODEL, *REAL, *FOLLOWING)
