/** Reads what is known of many photos at once. */
import type { Reading } from "../schema";
import type { PhotoInfo, Sha256 } from "../types";

/** So many photos are read one by one: each is a request of its own. */
const FEW = 40;

/** Reads what is known of these photos; those that nothing is known of are left out. */
export async function readInfos(tx: Reading, hashes: Sha256[]): Promise<Map<Sha256, PhotoInfo>> {
  const photos = tx.objectStore("photos");
  const found =
    hashes.length > FEW ? await photos.getAll() : await Promise.all(hashes.map((hash) => photos.get(hash)));
  return new Map(found.filter((info) => info !== undefined).map((info) => [info.sha256, info]));
}
