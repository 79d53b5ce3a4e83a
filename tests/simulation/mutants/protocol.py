"""Lines of `sync/`: noticed by the model, whose server they are."""

from tests.simulation.mutants import Mutant

RECEIVE, LINE, DRAFTS = "sync/receive.py", "sync/lineage.py", "sync/drafts.py"
TURNING, UPLOADS, FEED = "sync/blob_wait.py", "sync/uploads.py", "sync/feed.py"

PROTOCOL = (
    Mutant(
        "a push that stored nothing claims its stream",
        RECEIVE,
        "            known, stored = self._commit(tx, user, record, body, facts, forced)\n",
        "            try:\n"
        "                known, stored = self._commit(tx, user, record, body, facts, forced)\n"
        "            except Rejected as no:\n"
        "                words = (no.verdict, no.code, no.message, no.detail)\n"
        "                return _result(record, *words)\n",
    ),
    Mutant(
        "what another person wrote is taken from whoever sends it",
        RECEIVE,
        "if facts.author is not None and facts.author != user:",
        "if False:",
    ),
    Mutant(
        "a record sent twice is stored twice",
        RECEIVE,
        "known = None if stream.is_new else tx.find(stream, user, record.digest)",
        "known = None",
    ),
    Mutant(
        "what a file brings takes the head",
        RECEIVE,
        "if forced and forced.code in HANDED_IN:",
        "if False:",
        seed=7,
    ),
    Mutant(
        "what its author pushes himself stays an import",
        RECEIVE,
        "if known and known.is_unvouched and not forced:",
        "if False:",
        seed=6497,
    ),
    Mutant(
        "a revision counts though its photos are missing",
        RECEIVE,
        "missing = tx.missing(stored.user, stored.record.hashes)\n        intake",
        "missing = list[str]()\n        intake",
    ),
    Mutant(
        "a receipt is made before the bytes are there",
        RECEIVE,
        "if not missing and stored.verdict in (STORED, QUARANTINED) and",
        "if stored.verdict in (STORED, WAITING, QUARANTINED) and",
    ),
    Mutant(
        "what lacks photos does not wait for them",
        RECEIVE,
        "        if stored.verdict == STORED and missing:\n            stored.verdict = WAITING\n",
        "",
    ),
    Mutant(
        "what is quarantined has its effect all the same",
        RECEIVE,
        "intake = intake or tx.apply_revision(stored, body, durable=not missing)",
        "ruled = tx.apply_revision(stored, body, durable=not missing)\n"
        "        intake = intake or ruled",
    ),
    Mutant(
        "a stored record has no entry in the audit",
        RECEIVE,
        'stored.audit = tx.audit(f"record.{stored.verdict}", stored)',
        'stored.audit = ""',
    ),
    Mutant(
        "a draft outlives what it became",
        RECEIVE,
        "        tx.drop_draft(stored)\n",
        "",
    ),
    Mutant(
        "an old receipt proves no upload",
        RECEIVE,
        "        tx.relink(user, payload.hashes)\n",
        "",
    ),
    Mutant(
        "bases are compared as numbers",
        LINE,
        "base.record.digest != stream.head.record.digest",
        "base.record.rev != stream.head.record.rev",
    ),
    Mutant(
        "a gap is let through",
        LINE,
        'raise Rejected(RETRY, "gap", "the base of this revision is not here", '
        "last_rev=stream.last_rev)",
        "return Position()",
    ),
    Mutant(
        "a second first revision stands in the lineage",
        LINE,
        'return Position() if stream.head is None else Position(off_lineage=True, code="fork")',
        "return Position()",
    ),
    Mutant(
        "a fork stands in the lineage",
        LINE,
        "if stream.head is None or base.record.digest != stream.head.record.digest:\n"
        '        return Position(off_lineage=True, code="fork")',
        "if stream.head is None or base.record.digest != stream.head.record.digest:\n"
        '        return Position(code="fork")',
    ),
    Mutant(
        "a revision counts on one that nobody decided",
        LINE,
        'return Position(code="base_quarantined" if waits else None)',
        "return Position()",
    ),
    Mutant(
        "a lost base is no reason to begin the line here",
        LINE,
        "    if record.base_lost:\n",
        "    if False:\n",
    ),
    Mutant(
        "a lost base stands where another revision stands already",
        LINE,
        "forks = record.rev <= stream.last_rev",
        "forks = False",
        seed=17_628,
    ),
    Mutant(
        "an older state of a draft replaces the newer",
        DRAFTS,
        "    if current and _number(current) > _number(draft):\n        return True, draft\n",
        "",
    ),
    Mutant(
        "a draft comes back after its seal",
        DRAFTS,
        "    if tx.last_sealed(stream) >= draft.for_rev:\n        return True, draft\n",
        "",
    ),
    Mutant(
        "the same number with other words replaces a draft",
        DRAFTS,
        "    if current and _number(current) == _number(draft):\n"
        '        return False, _aside(tx, draft, IntakeResult(QUARANTINED, "fork"))\n',
        "",
    ),
    Mutant(
        "a photo turns a record though others are missing",
        TURNING,
        "        if tx.missing(stored.user, stored.record.hashes):\n            continue\n",
        "",
    ),
    Mutant(
        "what waits is never turned",
        TURNING,
        "    for stored in tx.list_waiting(stream):\n",
        "    for stored in list[Stored]():\n",
    ),
    Mutant(
        "a turned record does not count in the books",
        TURNING,
        "            tx.completed(stored)\n",
        "",
    ),
    Mutant(
        "a completion has no entry in the audit",
        TURNING,
        'stored.audit = tx.audit("record.complete", stored)',
        "pass",
    ),
    Mutant(
        "the offset is compared before the lock",
        UPLOADS,
        "with self._only_writer(user, id) as (upload, file):",
        "with self.parts.writer(id) as file:",
    ),
    Mutant(
        "bytes that are not what they are called are taken",
        UPLOADS,
        "if digest_of(file) != upload.sha256:",
        "if False:",
    ),
    Mutant(
        "the feed ignores the epoch",
        FEED,
        "reset = not self.epoch_known or cursor > head.head",
        "reset = cursor > head.head",
    ),
    Mutant(
        "a page that was cut short calls itself whole",
        FEED,
        "                page.upto = page.rows[-1].seq if page.rows else page.start\n",
        "",
    ),
)
