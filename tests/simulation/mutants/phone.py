"""Lines of the phone's engine: noticed when it is run as it is shipped."""

from tests.simulation.mutants import Mutant

DATA, SYNC = "inspect_app/static/phone/data", "inspect_app/static/phone/sync"
APPLY_PAGE = (
    "applyPage: (epoch: string, scopes: FeedScope[], drops: number | null = null) =>\n"
    "      applyPage(connection, epoch, scopes, drops),"
)

PHONE = (
    Mutant(
        "what must be tried again is treated as stored",
        f"{DATA}/outbox/wire.ts",
        'const answered = answer.verdict === "retry" ? {} : { epoch };\n'
        "  const { resend, ...after } = "
        "{ ...applyResult(before, answer, proven !== null), ...answered };\n",
        'const answered = answer.verdict === "retry" ? { epoch, state: "received" as const } : '
        "{ epoch };\n"
        "  const { resend, ...after } = "
        "{ ...applyResult(before, answer, proven !== null), ...answered };\n",
        "sqlite",
        seed=81,
    ),
    Mutant(
        "a gap is ignored",
        f"{SYNC}/records/push.ts",
        'if (result.code === "gap") await store.wire.resendStream(keyOf(record));',
        "",
        "sqlite",
        seed=81,
    ),
    Mutant(
        "a lost base is never told",
        f"{DATA}/outbox/wire.ts",
        "if (record.base !== null && !hasBase) await putInBox(tx, { ...record, base_lost: true });",
        "void hasBase;",
        "sqlite",
        seed=81,
    ),
    Mutant(
        "bytes may go before a receipt verifies",
        f"{DATA}/outbox/settling.ts",
        "for (const { sha256 } of proven ? record.blobs : [])",
        "for (const { sha256 } of record.blobs)",
        "sqlite",
    ),
    Mutant(
        "bytes go while another draft names them",
        f"{DATA}/photos/references.ts",
        "if (drafts.some((draft) => namedHashes(draft).includes(hash))) return true;",
        "void drafts;",
        "sqlite",
        seed=34,
    ),
    Mutant(
        "bytes go while something unsent names them",
        f"{DATA}/photos/references.ts",
        "  if (await isUnsent(tx, hash)) return true;\n  const sent",
        "  const sent",
        "sqlite",
        seed=13,
    ),
    Mutant(
        "the cursor is stored before the rows",
        f"{DATA}/outbox/wire.ts",
        APPLY_PAGE,
        "applyPage: async (epoch: string, scopes: FeedScope[], drops: number | null = null) => {\n"
        '      await connection.write(["cursors"], [], async (tx) => {\n'
        "        for (const { scope, upto } of scopes)\n"
        '          await tx.objectStore("cursors").put({ scope, seq: upto });\n'
        "      });\n"
        "      return applyPage(connection, epoch, scopes, drops);\n"
        "    },",
        "sqlite",
        seed=11,
    ),
    Mutant(
        "a reset empties the outbox",
        f"{DATA}/outbox/wire.ts",
        APPLY_PAGE,
        "applyPage: async (epoch: string, scopes: FeedScope[], drops: number | null = null) => {\n"
        '      if (scopes.some((scope) => scope.state === "reset"))\n'
        "        await connection.write("
        '["outbox"], [], (tx) => tx.objectStore("outbox").clear());\n'
        "      return applyPage(connection, epoch, scopes, drops);\n"
        "    },",
        "sqlite",
        seed=81,
    ),
    Mutant(
        "a new epoch is ignored",
        f"{DATA}/outbox/pending.ts",
        'record.epoch !== epoch && (record.state !== "replaced" || record.code === "fork");',
        "false && !!record && !!epoch;",
        "sqlite",
        seed=5,
    ),
    Mutant(
        "a restored server is not told a fork that was mended since",
        f"{DATA}/outbox/pending.ts",
        ' || record.code === "fork")',
        ")",
        "sqlite",
        seed=273415,
    ),
    Mutant(
        "what was quarantined stays so whatever a restored server says",
        f"{DATA}/outbox/moves.ts",
        '    "fix",\n    "received",\n    "quarantined",',
        '    "received",\n    "quarantined",',
        "sqlite",
        seed=313314,
    ),
    Mutant(
        "what a later revision closed is forgotten by the clock that sealed it",
        f"{DATA}/outbox/wire.ts",
        "Date.parse(receivedAt(record, sent))",
        "Date.parse(record.received_at ?? record.made_at)",
        "sqlite",
        seed=597859,
    ),
    Mutant(
        "a draft thrown away takes along what a forgotten inspection needs",
        f"{DATA}/photos/references.ts",
        "if (info?.here && !info.receipted && !info.spoiled)",
        "if (false && info)",
        "sqlite",
        seed=18039,
    ),
    Mutant(
        "what was thrown away goes although the server waits for it",
        f"{SYNC}/uploads/orphans.ts",
        "const awaited = new Set(reply.data.awaited);",
        "const awaited = new Set<string>();",
        "sqlite",
        seed=1077708,
    ),
    Mutant(
        "a restored server is not told the open drafts again",
        f"{SYNC}/session/hello.ts",
        'if ((await store.meta.get("epoch")) !== epoch) await',
        "if (false) await",
        "sqlite",
        seed=16,
    ),
    Mutant(
        "whoever is signed in sends for everybody",
        f"{SYNC}/session/hello.ts",
        "boolean => signedIn !== user.id;",
        "boolean => false && signedIn !== user.id;",
        "sqlite",
        seed=101,
    ),
    Mutant(
        "photos that the server lacks are not sent again",
        f"{DATA}/outbox/settling.ts",
        "for (const hash of hashes(detail?.missing)) await markMissing(tx, hash);",
        "",
        "sqlite",
        seed=31,
    ),
    Mutant(
        "a receipt closes no older revision",
        f"{DATA}/outbox/wire.ts",
        "if (proven) await closeOlder(tx, record);",
        "void closeOlder;",
        "sqlite",
    ),
    Mutant(
        "a photo is named before its bytes are written",
        f"{DATA}/photos/bytes.ts",
        '      await tx.objectStore("bytes").put(bytes, hash);\n'
        '      await tx.objectStore("photos").put({ ...info, uploaded, receipted });\n'
        "      await changeEach(tx, (draft) => refer(draft, hash));\n"
        "    },\n"
        "    { reserve },\n"
        "  );\n",
        '      await tx.objectStore("photos").put({ ...info, uploaded, receipted });\n'
        "      await changeEach(tx, (draft) => refer(draft, hash));\n"
        "    },\n"
        "    { reserve },\n"
        "  );\n"
        '  await connection.write(["bytes"], [], (tx) => '
        'tx.objectStore("bytes").put(bytes, hash));\n',
        "sqlite",
        seed=25,
    ),
    Mutant(
        "a draft goes before its record is written",
        f"{DATA}/drafts/seal.ts",
        '  return connection.write(TABLES, ["drafts", "outbox"], async (tx) => {\n'
        '    const now = await tx.objectStore("drafts").get(id);\n'
        '    if (now?.edits !== draft.edits) throw new StoreError("draft_moved");\n',
        '  await connection.write(["drafts"], [], (tx) => tx.objectStore("drafts").delete(id));\n'
        '  return connection.write(TABLES, ["drafts", "outbox"], async (tx) => {\n',
        "sqlite",
        seed=20,
    ),
    Mutant(
        "a sign-out leaves the rows",
        f"{DATA}/feed/dropping.ts",
        'await tx.objectStore("rows").clear();',
        "",
        "sqlite",
        seed=3,
    ),
    Mutant(
        "a sign-out takes what was sent along",
        f"{DATA}/outbox/wire.ts",
        "dropLists: () => dropLists(connection),",
        "dropLists: async () => {\n"
        '      await connection.write(["sent"], [], (tx) => tx.objectStore("sent").clear());\n'
        "      return dropLists(connection);\n"
        "    },",
        "sqlite",
        seed=13,
    ),
    Mutant(
        "sent records are forgotten at once",
        f"{DATA}/outbox/pending.ts",
        "export const KEEP_SENT = 30 * DAY;",
        "export const KEEP_SENT = 0 * DAY;",
        "sqlite",
        seed=5,
    ),
)
