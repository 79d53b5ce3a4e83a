/** Finds what this person did earlier on the same day: the visit that is still going on, and with whom. */
import type { Connection } from "../connection";
import type { Reading } from "../schema";
import type { Day, Inspector, InspectionBody, Uuid } from "../types";

/** Where the visit is, or why that is not known; asked once. */
export type Place = Pick<InspectionBody, "position" | "no_position" | "far">;
interface Earlier {
  visit: Uuid | null;
  second: Inspector | null;
  place: Place;
}
type Begun = Pick<InspectionBody, "visit" | "on" | "premises" | "inspectors" | "started_at"> & Place;

/** Finds the visit of the same premises, and the second inspector of the same day. */
export function findEarlierToday(connection: Connection, premises: Uuid, on: Day): Promise<Earlier> {
  return connection.read(["drafts", "outbox", "sent", "rows"], async (tx) => {
    const begun = (await listBegun(tx, on)).sort((a, b) => b.started_at.localeCompare(a.started_at));
    const second = begun[0]?.inspectors[1];
    const known = second && (await tx.objectStore("rows").get(["person", second.user]));
    const here = begun.find((each) => each.premises.id === premises);
    return {
      visit: here?.visit ?? null,
      place: placeOf(here),
      second: known ? { user: second.user, cosigned: "signature" } : null,
    };
  });
}

function placeOf(here: Place | undefined): Place {
  const { position = null, no_position, far } = here ?? {};
  return { position, ...(no_position ? { no_position } : {}), ...(far ? { far } : {}) };
}

async function listBegun(tx: Reading, on: Day): Promise<Begun[]> {
  const sealed = [
    ...(await tx.objectStore("outbox").getAll()),
    ...(await tx.objectStore("sent").getAll()),
  ].filter((record) => record.collection === "inspection" && record.about.on === on);
  const open = (await tx.objectStore("drafts").getAll()).filter((draft) => draft.on === on);
  return [...open, ...sealed.map((record) => JSON.parse(record.body) as InspectionBody)];
}
