/** Records the codes that were scanned at premises: small records that travel like inspections. */
import type { Connection } from "../connection";
import { clockAt, instant } from "../clock";
import { digestOf } from "../hash";
import { uuid7 } from "../ids";
import { lastSeen } from "../meta";
import { APP_VERSION, UNTRIED } from "../drafts/body";
import { coarse } from "../drafts/cleaning";
import type { Position, Uuid } from "../types";

export function makeScans(connection: Connection, author: Uuid) {
  return {
    /** Puts one scan into the outbox. */
    async add(
      code: string,
      how: "camera" | "typed" | "link",
      premises: Uuid | null,
      position: Position | null = null,
    ): Promise<void> {
      const now = Date.now();
      const seen = await connection.read(["meta"], lastSeen);
      const at = instant(now);
      const body = JSON.stringify({
        schema: 1,
        author,
        app: APP_VERSION,
        clock: clockAt(seen, now),
        code,
        how,
        ...(premises ? { premises } : {}),
        at,
        position: position && coarse(position),
      });
      const digest = await digestOf(body);
      await connection.write(["outbox"], ["outbox"], async (tx) => {
        const frozen = { id: uuid7(now), rev: 1, base: null, digest, body, blobs: [], made_at: at };
        const about = { premises, premises_name: null, checklist: null, on: null };
        await tx.objectStore("outbox").put({ collection: "scan", ...frozen, ...UNTRIED, about });
      });
    },
  };
}
