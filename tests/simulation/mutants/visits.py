"""Lines of version 2: what the model's server takes from the domain, or holds in its stead."""

from tests.simulation.mutants import Mutant
from tests.simulation.second import SECOND

CONTENT = "inspect_app/domain/rules/signed_content.py"
HOST, SIGNED = "tests/simulation/model/host.py", "tests/simulation/model/signed.py"

VISITS = (
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
        'if earlier and earlier.get("signed") else []',
        'if earlier and "said" in earlier else []',
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
        'CLOSED = ("approved", "withdrawn")',
        'CLOSED = ("approved",)',
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
