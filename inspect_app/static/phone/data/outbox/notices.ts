/** Notices on this phone: what a correction asks of somebody, and which of it he has seen here. */
import type { Connection } from "../connection";
import { text, textOrNull } from "../feed/decoders";
import { listRows } from "../feed/rows";
import type { Reading, Row, Writing } from "../schema";
import type { Notice } from "../types";

/** What was seen is noted on this phone alone: the desk has marks of its own. */
const SEEN = "notices_seen";

export function makeNotices(connection: Connection) {
  return {
    /** Lists the notices of this person, the newest first. */
    notices: (): Promise<Notice[]> => connection.read(["rows", "meta"], readNotices),
    /** Notes that notices were seen; what is told of the same correction later is new again. */
    markSeen: (notices: readonly Notice[]): Promise<void> =>
      connection.write(["rows", "meta"], ["inspections"], async (tx) => {
        const here = new Set((await listRows(tx, "notice")).map(markOf));
        const before = [...(await seenIn(tx))].filter((mark) => here.has(mark)); // what is over is forgotten
        const seen = new Set([...before, ...notices.map(({ mark }) => mark)]);
        await tx.objectStore("meta").put([...seen], SEEN);
      }),
  };
}

async function readNotices(tx: Reading): Promise<Notice[]> {
  const seen = await seenIn(tx);
  const all = (await listRows(tx, "notice")).map((row) => noticeOf(row, seen));
  return all.sort((a, b) => Date.parse(b.at) - Date.parse(a.at) || a.id.localeCompare(b.id));
}

const seenIn = async (tx: Reading | Writing): Promise<Set<string>> =>
  new Set((await tx.objectStore("meta").get(SEEN)) as string[] | undefined);

const markOf = ({ id, data }: Row): string => [id, data.kind, data.at].join(" ");

function noticeOf(row: Row, seen: Set<string>): Notice {
  const { id, data } = row;
  const mark = markOf(row);
  return {
    ...{ id, mark, kind: text(data.kind), at: text(data.at), due_on: textOrNull(data.due_on) },
    ...{ premises: text(data.premises), place: text(data.place), item: text(data.item) },
    isNew: !seen.has(mark),
  };
}
