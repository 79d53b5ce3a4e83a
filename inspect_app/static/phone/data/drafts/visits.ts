/** Finds what this person did earlier on the same day: the visit that is still going on, and with whom. */
import type { Connection } from "../connection";
import type { Reading } from "../schema";
import type { Day, Inspector, InspectionBody, Uuid } from "../types";

interface Earlier {
  visit: Uuid | null;
  second: Inspector | null;
}
type Begun = Pick<InspectionBody, "visit" | "on" | "premises" | "inspectors" | "started_at">;

/** Finds the visit of the same premises, and the second inspector of the same day. */
export function findEarlierToday(connection: Connection, premises: Uuid, on: Day): Promise<Earlier> {
  return connection.read(["drafts", "outbox", "sent", "rows"], async (tx) => {
    const begun = (await listBegun(tx, on)).sort((a, b) => b.started_at.localeCompare(a.started_at));
    const second = begun[0]?.inspectors[1];
    const known = second && (await tx.objectStore("rows").get(["person", second.user]));
    return {
      visit: begun.find((each) => each.premises.id === premises)?.visit ?? null,
      second: known ? { user: second.user, cosigned: "signature" } : null,
    };
  });
}

async function listBegun(tx: Reading, on: Day): Promise<Begun[]> {
  const sealed = [
    ...(await tx.objectStore("outbox").getAll()),
    ...(await tx.objectStore("sent").getAll()),
  ].filter((record) => record.collection === "inspection" && record.about.on === on);
  const open = (await tx.objectStore("drafts").getAll()).filter((draft) => draft.on === on);
  return [...open, ...sealed.map((record) => JSON.parse(record.body) as InspectionBody)];
}
