/** Reserves eight megabytes that are freed when the disk is full, so that the answers still fit. */
import type { Connection } from "../connection";

const SIZE = 8 * 1024 * 1024;
const PIECE = 65_536; // the most that getRandomValues fills at once

/** Random, because the browser's database compresses: eight megabytes of zeros would free nothing. */
function makeBytes(): ArrayBuffer {
  const bytes = new Uint8Array(SIZE);
  for (let at = 0; at < SIZE; at += PIECE) crypto.getRandomValues(bytes.subarray(at, at + PIECE));
  return bytes.buffer;
}

const isOnBoard = async (connection: Connection): Promise<boolean> =>
  (await connection.read(["ballast"], (tx) => tx.objectStore("ballast").count())) > 0;

/** Writes the reserve if there is room; a full disk is no error here. */
export async function layBallast(connection: Connection): Promise<boolean> {
  const onBoard =
    (await isOnBoard(connection)) ||
    (await connection
      .write(["ballast"], [], (tx) => tx.objectStore("ballast").put(makeBytes(), 0), {
        reserve: false,
        room: false,
      })
      .then(
        () => true,
        () => false,
      ));
  connection.ballastIsSpent = !onBoard;
  return onBoard;
}

export const makeBallast = (connection: Connection) => ({
  lay: (): Promise<boolean> => layBallast(connection),
  isOnBoard: (): Promise<boolean> => isOnBoard(connection),
});
