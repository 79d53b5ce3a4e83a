/** Eight megabytes to throw overboard: freed once when the disk is full, so that the answers of this inspection still fit. */
import type { Connection } from "./connection";

const SIZE = 8 * 1024 * 1024;
const PIECE = 65_536; // the most that getRandomValues fills at once

/** Random, because the browser's database compresses: eight megabytes of zeros would free nothing. */
function makeBytes(): ArrayBuffer {
  const bytes = new Uint8Array(SIZE);
  for (let at = 0; at < SIZE; at += PIECE) crypto.getRandomValues(bytes.subarray(at, at + PIECE));
  return bytes.buffer;
}

export function makeBallast(connection: Connection) {
  return {
    /** Takes it on board if there is room; a full disk is no error here. */
    async lay(): Promise<void> {
      if (await connection.read(["ballast"], (tx) => tx.objectStore("ballast").count())) return;
      await connection
        .write(["ballast"], [], (tx) => tx.objectStore("ballast").put(makeBytes(), 0), {
          reserve: false,
          room: false,
        })
        .catch(() => undefined);
    },
    isOnBoard: async (): Promise<boolean> =>
      (await connection.read(["ballast"], (tx) => tx.objectStore("ballast").count())) > 0,
  };
}
