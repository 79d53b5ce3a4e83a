/** What lies under a market, an estate or a site: on this phone already, or wanted from the next pull on. */
import type { Connection } from "./connection";
import { premisesOf } from "./rows";
import type { Premises, Uuid } from "./types";

export interface Children {
  rows: Premises[];
  /** All that this person may read of them are here; false: not fetched yet, or only some. */
  whole: boolean;
}

export function makeChildren(connection: Connection) {
  return {
    children: (parent: Uuid): Promise<Children> =>
      connection.read(["rows"], async (tx) => {
        const found = await tx.objectStore("rows").index("parent").getAll(parent);
        return { rows: found.map(premisesOf), whole: true };
      }),
    /** Somebody opened it: the next pull fetches what lies under it, and later ones keep that up to date. */
    wantChildren: (parent: Uuid): Promise<void> =>
      connection.write(["wanted"], [], async (tx) => {
        await tx.objectStore("wanted").put({ parent });
      }),
  };
}
