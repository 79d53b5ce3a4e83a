/** The parts of a simulated page: store and engine as they are shipped, and a look at what can be mended. */
export { openStore } from "../data";
export { uuid7 } from "../data/ids";
export { failpoints } from "../data/failpoints";
export { runRound } from "../sync/round";
export { runAsLeader } from "../sync/leader";
export { signOut } from "../sync/session/leaving";

import { Changes } from "../data/changes";
import { Connection } from "../data/connection";
import { findSource } from "../data/drafts/repairs";
import type { Reading } from "../data/schema";

/** Inspections of this partition that would open as a next revision and are not open. */
export async function listMendable(name: string): Promise<string[]> {
  const connection = new Connection(name, new Changes(`${name}:look`));
  const tables = ["rows", "outbox", "sent", "drafts", "photos"] as const;
  const found = await connection.read([...tables], async (tx: Reading) => {
    const own = [
      ...(await tx.objectStore("outbox").getAll()),
      ...(await tx.objectStore("sent").getAll()),
      ...(await tx.objectStore("rows").getAll()).filter((row) => row.collection === "inspection"),
    ];
    const ids: string[] = [];
    for (const id of new Set(own.map((one) => one.id)))
      if (!(await tx.objectStore("drafts").get(id)) && (await findSource(tx, id))) ids.push(id);
    return ids;
  });
  await connection.close();
  return found;
}
