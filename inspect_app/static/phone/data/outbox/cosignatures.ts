/** Answers whether a signature that a colleague's phone drew is one's own: records that travel like scans. */
import type { Connection } from "../connection";
import { cleanText } from "../drafts/cleaning";
import { StoreError } from "../errors";
import { cosignatureOf } from "../feed/decoders";
import { listRows } from "../feed/rows";
import { isFinal } from "./moves";
import { keyOf } from "./settling";
import { addSmallRecord } from "./small-records";
import type { Reading, Writing } from "../schema";
import type { Cosignature, CosignatureAnswer, OutboxRecord, Says, Uuid } from "../types";

interface AnswerBody {
  inspection: Uuid;
  sha256: string;
  answer: Says;
}
const bodyOf = (record: OutboxRecord): AnswerBody => JSON.parse(record.body);
const pairOf = ({ inspection, sha256 }: Pick<AnswerBody, "inspection" | "sha256">): string =>
  `${inspection} ${sha256}`;
/** Tells whether the server never took it: then its question stands. */
const isRefused = ({ state }: OutboxRecord): boolean => state === "fix" || state === "never";

const answersIn = (tx: Reading | Writing, box: "outbox" | "sent"): Promise<OutboxRecord[]> =>
  tx.objectStore(box).getAll(IDBKeyRange.bound(["cosignature"], ["cosignature", []]));

export function makeCosignatures(connection: Connection, author: Uuid) {
  return {
    /** Lists the questions that nobody answered on this phone, the oldest visit first. */
    open: (): Promise<Cosignature[]> =>
      connection.read(["rows", "outbox", "sent"], async (tx) => {
        const own = [...(await answersIn(tx, "outbox")), ...(await answersIn(tx, "sent"))];
        const answered = new Set(own.filter((one) => !isRefused(one)).map((one) => pairOf(bodyOf(one))));
        const asked = (await listRows(tx, "cosignature")).map(cosignatureOf);
        return asked.filter((one) => !answered.has(pairOf(one))).sort((a, b) => a.on.localeCompare(b.on));
      }),

    /** Lists the answers that wait here, the newest first. */
    answered: (): Promise<CosignatureAnswer[]> =>
      connection.read(["outbox"], async (tx) =>
        (await answersIn(tx, "outbox"))
          .filter((record) => !isRefused(record) && !isFinal(record.state))
          .map(answerOf)
          .reverse(),
      ),

    /** Puts an answer into the outbox. Throws `no_reason` for a dispute that says no reason. */
    async answer(asked: Cosignature, says: Says, reason = ""): Promise<void> {
      const note = cleanText(reason).trim();
      if (says === "dispute" && !note) throw new StoreError("no_reason");
      const { inspection, sha256, place, on } = asked;
      const fields = { inspection, sha256, answer: says, ...(note ? { note } : {}) };
      const about = { premises_name: place, on };
      await addSmallRecord(connection, author, { collection: "cosignature", fields, about });
    },

    /** Takes an answer back that was never on the wire. False when it may have left. */
    takeBack: (id: Uuid): Promise<boolean> =>
      connection.write(["outbox"], ["outbox"], async (tx) => {
        const record = (await answersIn(tx, "outbox")).find((one) => one.id === id);
        if (!record || record.tried) return false;
        await tx.objectStore("outbox").delete(keyOf(record));
        return true;
      }),
  };
}

function answerOf(record: OutboxRecord): CosignatureAnswer {
  const { inspection, answer } = bodyOf(record);
  return {
    ...{ id: record.id, inspection, says: answer, changeable: !record.tried },
    ...{ place: record.about.premises_name ?? "", on: record.about.on ?? "" },
  };
}

/** Marks answers as tried before they go on the wire, and leaves out what was taken back meanwhile. */
export async function beginSending(connection: Connection, records: OutboxRecord[]): Promise<OutboxRecord[]> {
  if (!records.some(canBeTakenBack)) return records;
  return connection.write(["outbox"], ["outbox"], async (tx) => {
    const going: OutboxRecord[] = [];
    for (const record of records) {
      if (canBeTakenBack(record)) {
        const here = await tx.objectStore("outbox").get(keyOf(record));
        if (!here) continue;
        await tx.objectStore("outbox").put({ ...here, tried: true });
      }
      going.push(record);
    }
    return going;
  });
}

const canBeTakenBack = ({ collection, tried }: OutboxRecord): boolean =>
  collection === "cosignature" && !tried;
