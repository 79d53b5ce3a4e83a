/** Codes seen at a place: small records that travel like inspections. */
import type { Connection } from "../connection";
import { clockAt, instant } from "../clock";
import { digestOf } from "../hash";
import { uuid7 } from "../ids";
import { lastSeen } from "../meta";
import { APP_VERSION } from "../drafts/seal";
import type { Position, Uuid } from "../types";

export function makeScans(connection: Connection, author: Uuid) {
  return {
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
        position,
      });
      const digest = await digestOf(body);
      await connection.write(["outbox"], ["outbox"], async (tx) => {
        await tx.objectStore("outbox").put({
          collection: "scan",
          id: uuid7(now),
          rev: 1,
          base: null,
          digest,
          body,
          blobs: [],
          made_at: at,
          state: "ready",
          tries: 0,
          retry_at: 0,
          about: { premises, premises_name: null, checklist: null, on: null },
        });
      });
    },
  };
}
