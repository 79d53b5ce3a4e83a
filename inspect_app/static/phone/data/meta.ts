/** Stores the few single values of a partition: who this client is, what the server last said. */
import type { Connection } from "./connection";
import { isAhead, offsetOf, type Seen } from "./clock";
import type { Reading } from "./schema";
import type { Meta } from "./types";

export interface Limits {
  body_bytes: number;
  record_bytes: number;
  batch: number;
  blob_bytes: number;
  chunk: number;
}

export interface MetaValues {
  client_id: string;
  epoch: string;
  /** The epoch under which the cursors were gathered: a restored server answers `reset` to it. */
  cursor_epoch: string;
  seen: Seen;
  keys: JsonWebKey[];
  limits: Limits;
  min_app: string;
  /** How often the lists were dropped, at sign-outs for example. */
  drops: number;
  last_sync_at: number;
  last_received_at: string;
  /** When this phone last asked whether the server still has what it gave receipts for. */
  refilled_at: number;
  /** The privacy notice was read here, and whether the server was told so. */
  notice: "read" | "told";
  lease: { owner: string; until: number };
}

/** How long a tab may talk to the server alone before it asks again. */
export const LEASE = 30_000;

/** Reads what the server's clock said when it was last heard. */
export const lastSeen = async (tx: Reading): Promise<Seen | null> =>
  ((await tx.objectStore("meta").get("seen")) as Seen | undefined) ?? null;

export function makeMeta(connection: Connection) {
  async function get<K extends keyof MetaValues>(key: K): Promise<MetaValues[K] | null> {
    return connection.read(
      ["meta"],
      async (tx) => ((await tx.objectStore("meta").get(key)) as MetaValues[K] | undefined) ?? null,
    );
  }

  async function set(values: Partial<MetaValues>): Promise<void> {
    await connection.write(["meta"], ["meta"], async (tx) => {
      for (const [key, value] of Object.entries(values)) await tx.objectStore("meta").put(value, key);
    });
  }

  return {
    get,
    set,
    /** Takes the lease; false if another tab holds it. A time in the past gives it back. */
    takeLease: (owner: string, until: number): Promise<boolean> =>
      connection.write(["meta"], [], async (tx) => {
        const lease = (await tx.objectStore("meta").get("lease")) as MetaValues["lease"] | undefined;
        if (lease && lease.owner !== owner && isAhead(lease.until, LEASE, Date.now())) return false;
        await tx.objectStore("meta").put({ owner, until }, "lease");
        return true;
      }),
    async all(): Promise<Meta> {
      const [client_id, epoch, seen, last_sync_at, last_received_at] = await Promise.all([
        get("client_id"),
        get("epoch"),
        get("seen"),
        get("last_sync_at"),
        get("last_received_at"),
      ]);
      return { client_id, epoch, offset_ms: offsetOf(seen), last_sync_at, last_received_at };
    },
  };
}
