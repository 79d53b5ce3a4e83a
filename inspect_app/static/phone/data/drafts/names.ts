/** Names an inspection in lists: by its premises, or by the unit work that is accepted there. */
import { premisesOf } from "../feed/decoders";
import type { Reading, Writing } from "../schema";
import type { AcceptanceRef, Uuid } from "../types";

const SAMPLE = /（[^（）]*）$/;

export async function nameOf(
  tx: Reading | Writing,
  premises: Uuid,
  acceptance: AcceptanceRef | undefined,
): Promise<string> {
  const read = async (id: Uuid) => {
    const row = await tx.objectStore("rows").get(["premises", id]);
    return row ? premisesOf(row).name : "";
  };
  const name = await read(premises);
  const work = acceptance ? await read(acceptance.unit_work) : "";
  const short = name.replace(SAMPLE, "");
  return !work ? name : work.startsWith(short) ? work : `${short} ${work}`;
}
