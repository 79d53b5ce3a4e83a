/** Holds one open database: strict writes, one reopening after a closing, room made once when full. */
import { openDB } from "idb";
import type { Changes } from "./changes";
import { StoreError } from "./errors";
import { finish, isClosed, isNewer, isQuota, lostWrite, translate } from "./faults";
import {
  upgrade,
  VERSION,
  type Database,
  type Reading,
  type TableName,
  type Tables,
  type Writing,
} from "./schema";
import type { Sha256, Topic } from "./types";

export interface WriteOptions {
  /** May the ballast be freed for it? Not for photos, which stop before answers, nor for what comes again. */
  reserve?: boolean;
  /** May older, proven bytes be freed for it? Not while doing just that. */
  room?: boolean;
}

async function reading<T>(db: Database, tables: TableName[], work: (tx: Reading) => Promise<T>): Promise<T> {
  const tx = db.transaction(tables, "readonly");
  return finish(tx, () => work(tx));
}

export class Connection {
  /** Gives back room on a full disk, if it can; set by what holds the large bytes. */
  makeRoom: (() => Promise<boolean>) | null = null;
  /** True when the reserve was freed or never found room: what is left is for answers. */
  ballastIsSpent = false;
  private opening: Promise<Database> | null = null;

  constructor(
    readonly name: string,
    readonly changes: Changes,
  ) {}

  read<T>(tables: TableName[], work: (tx: Reading) => Promise<T>): Promise<T> {
    return this.reopeningOnce((db) => reading(db, tables, work));
  }

  /** Reads the bytes of a photo; null also when they alone cannot be read, as when their file is gone:
   * asked twice, and the same connection still answers for their key. A broken connection answers
   * nothing, and says nothing of a photo. */
  readBytes(hash: Sha256): Promise<ArrayBuffer | null> {
    return this.reopeningOnce(async (db) => {
      const once = () =>
        reading(db, ["bytes"], async (tx) => (await tx.objectStore("bytes").get(hash)) ?? null);
      return once()
        .catch(once)
        .catch(() =>
          reading(db, ["bytes"], (tx) =>
            tx
              .objectStore("bytes")
              .getKey(hash)
              .then(() => null),
          ),
        );
    });
  }

  /** Writes in one strict transaction; resolves only at its `complete`, when all is on the disk. */
  async write<T>(
    tables: TableName[],
    topics: Topic[],
    work: (tx: Writing) => Promise<T>,
    { reserve = true, room = true }: WriteOptions = {},
  ): Promise<T> {
    const once = () =>
      this.reopeningOnce(async (db) => {
        const tx = db.transaction(tables, "readwrite", { durability: "strict" });
        return finish(tx, () => work(tx));
      });
    const value = await once()
      .catch(async (error: unknown) =>
        reserve && isQuota(error) && (await this.freeBallast()) ? once() : Promise.reject(error),
      )
      .catch(async (error: unknown) =>
        room && isQuota(error) && (await this.makeRoom?.()) ? once() : Promise.reject(error),
      )
      .catch((error: unknown) => Promise.reject(lostWrite(error)));
    this.changes.announce(topics);
    return value;
  }

  async close(): Promise<void> {
    const opening = this.opening;
    this.opening = null;
    (await opening)?.close();
    this.changes.close();
  }

  private async freeBallast(): Promise<boolean> {
    return this.reopeningOnce(async (db) => {
      const had = await db.count("ballast");
      if (had) await db.clear("ballast");
      this.ballastIsSpent ||= had > 0;
      return had > 0;
    });
  }

  private open(): Promise<Database> {
    // An app that was loaded before the upgrade goes on with the newer tables.
    this.opening ??= this.openAt(VERSION).catch((error: unknown) =>
      isNewer(error) ? this.openAt(undefined) : Promise.reject(error),
    );
    this.opening.catch(() => {
      this.opening = null;
    });
    return this.opening;
  }

  private openAt(version: number | undefined): Promise<Database> {
    return openDB<Tables>(this.name, version, {
      upgrade: (db, from, _to, tx) => upgrade(db, from, tx),
      // A newer version waits in another tab: let it pass, this tab opens again on its next read.
      blocking: (_from, _to, event) => {
        (event.target as IDBDatabase).close();
        this.opening = null;
      },
      terminated: () => {
        this.opening = null;
      },
    });
  }

  private async reopeningOnce<T>(action: (db: Database) => Promise<T>): Promise<T> {
    try {
      return await action(await this.open());
    } catch (error) {
      if (!isClosed(error)) throw translate(error);
    }
    this.opening = null;
    try {
      return await action(await this.open());
    } catch (error) {
      throw isClosed(error) ? new StoreError("storage_lost", error) : translate(error);
    }
  }
}
