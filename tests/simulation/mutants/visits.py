"""Lines of version 2: of the model's server and of the domain it asks, and of the real ones."""

from tests.simulation.mutants import Mutant
from tests.simulation.second import SECOND

CONTENT = "inspect_app/domain/rules/signed_content.py"
HOST, SIGNED = "tests/simulation/model/host.py", "tests/simulation/model/signed.py"
CHECKS = "inspect_app/services/intake/reference_checks.py"
SIGNATURES = "inspect_app/services/intake/signature_checks.py"

MODEL = (
    Mutant(
        "a round counts whatever the digest of its entry",
        CONTENT,
        'any(one["content_digest"] == own_digest for one in body.get("round", []))',
        'bool(body.get("round", [])) and bool(own_digest)',
        seed=SECOND,
    ),
    Mutant(
        "a round counts whatever list was signed",
        CONTENT,
        'return listed and signature["content_digest"] == round_digest',
        "return listed and bool(round_digest)",
        seed=SECOND,
    ),
    Mutant(
        "a repeated signature counts though it never did",
        SIGNED,
        'if earlier and _is_given(id, said["rev"], earlier) else []',
        'if earlier and "signature" in earlier else []',
        seed=SECOND,
    ),
    Mutant(
        "a withdrawal is let in after the approval",
        HOST,
        'if known and known[max(known)]["state"] in CLOSED:',
        'if known and known[max(known)]["state"] in CLOSED and "withdrawn" not in body:',
        seed=SECOND,
    ),
    Mutant(
        "an inspection goes on after its withdrawal",
        HOST,
        'if known and known[max(known)]["state"] in CLOSED:',
        'if known and known[max(known)]["state"] == "approved":',
        seed=SECOND,
    ),
    Mutant(
        "what is proposed changes the register at once",
        HOST,
        '            told = (stored.user, place, "open")\n',
        '            told = (stored.user, place, "open")\n'
        "            changes = self.books.register.get(place, 0) + 1\n"
        "            self.books.put(self.books.register, place, changes)\n",
        seed=SECOND,
    ),
)

REAL = (
    Mutant(
        "the server takes what comes after an approval",
        CHECKS,
        "if withdrawn or (states[-1] == APPROVED and not after_approval):",
        "if WITHDRAWN in states:",
        "sqlite",
        seed=SECOND + 1,
    ),
    Mutant(
        "the server takes what comes after a withdrawal",
        CHECKS,
        "withdrawn = WITHDRAWN in states or (WITHDRAWN in body and APPROVED in states)",
        "withdrawn = WITHDRAWN in body and APPROVED in states",
        "sqlite",
        seed=SECOND + 3,
    ),
    Mutant(
        "a signature of this revision counts whatever it was given for",
        "inspect_app/services/people/signed_digests.py",
        "if is_given_here(one, body, rev, own, of_round)]",
        'if one["rev"] == rev and own and of_round]',
        "sqlite",
        seed=SECOND + 1,
    ),
    Mutant(
        "a signature of an earlier revision counts though it never did",
        SIGNATURES,
        'if one["rev"] < rev and is_repeated(one, past.at(one["rev"]))',
        'if one["rev"] < rev',
        "sqlite",
        seed=SECOND + 40,
    ),
    Mutant(
        "what is proposed changes the register before anybody decides",
        "inspect_app/services/intake/proposals.py",
        '    row.made_at, row.received_at = body["at"], stored.received_at\n',
        '    row.made_at, row.received_at = body["at"], stored.received_at\n'
        "    premises.qr_issue += 1\n",
        "sqlite",
        seed=SECOND + 15,
    ),
    Mutant(
        "what was decided is decided again",
        "inspect_app/services/register/proposals.py",
        '    if row.state != OPEN:\n        raise problem("done")\n',
        "",
        "sqlite",
        seed=SECOND + 15,
    ),
    Mutant(
        "the phone takes back what it knows to be approved",
        "inspect_app/static/phone/data/outbox/withdraw.ts",
        "(row && row.rev > newest.rev) || !isWithdrawable(row?.state ?? null))",
        "(row && row.rev > newest.rev))",
        "sqlite",
        seed=SECOND + 76,
    ),
)
VISITS = (*MODEL, *REAL)
