/** What an inspection is called in lists: its premises, or the unit work that is accepted there. */
import type { Reading, Writing } from "../schema";
import type { AcceptanceRef, Uuid } from "../types";

const SAMPLE = /（[^（）]*）$/;

export async function nameOf(
  tx: Reading | Writing,
  premises: Uuid,
  acceptance: AcceptanceRef | undefined,
): Promise<string> {
  const read = async (id: Uuid) =>
    String((await tx.objectStore("rows").get(["premises", id]))?.data["name"] ?? "");
  const place = await read(premises);
  const work = acceptance ? await read(acceptance.unit_work) : "";
  const short = place.replace(SAMPLE, "");
  return !work ? place : work.startsWith(short) ? work : `${short} ${work}`;
}
