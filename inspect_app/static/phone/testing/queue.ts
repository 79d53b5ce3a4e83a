/** Writes the full queue of a phone as data, bytes in base64: each release leaves one, later ones open it. */
import { openDB, type IDBPDatabase } from "idb";
import { filledDraft, linsPhone } from "./makers";
import { json, makeServer, refused, type Sent } from "./server";
import { createSync } from "../sync";

interface Index {
  name: string;
  keyPath: string | string[];
  multiEntry: boolean;
}
interface Table {
  name: string;
  keyPath: string | string[] | null;
  indexes: Index[];
  rows: [key: IDBValidKey, value: unknown][];
}
export interface Queue {
  user: { id: string; name: string; role: string };
  version: number;
  tables: Table[];
}

const packed = (value: unknown): unknown =>
  value instanceof ArrayBuffer ? { base64: btoa(String.fromCharCode(...new Uint8Array(value))) } : value;
const unpacked = (value: unknown): unknown => {
  const text = (value as { base64?: string } | null)?.base64;
  return text === undefined ? value : Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)).buffer;
};

/** One of each: a draft with photos, records that are ready, waiting, refused, in `fix`, received; a scan. */
export async function fillQueue(): Promise<Queue> {
  const store = await linsPhone();
  const server = await makeServer(store.user.id);
  const sync = () => createSync(store).syncNow();
  const seal = async (text: string) => store.seal((await filledDraft(store, text)).id);
  await seal("received");
  await sync();
  const mend = await seal("to be mended");
  const never = await seal("refused");
  server.fault = (path, init) => {
    if (path !== "/sync/push") return undefined;
    const { records } = JSON.parse(String(init.body)) as { records: Sent[] };
    if (records.some(({ id }) => id === never.id)) return refused("malformed", 400);
    const fix = { verdict: "fix", code: "validation", detail: { fields: ["answers"] } };
    const busy = { verdict: "retry", code: "busy" };
    const results = records.map(({ id, collection, rev }) => ({
      ...{ id, collection, rev },
      ...(id === mend.id ? fix : busy),
    }));
    return json({ epoch: server.epoch, server_time: new Date().toISOString(), results });
  };
  await sync();
  server.fault = (path) => (path.startsWith("/sync/uploads") ? refused("busy", 503) : undefined);
  await seal("waiting");
  await sync();
  server.fault = () => "cut";
  await seal("ready");
  await store.scans.add("AB23CD45", "typed", null);
  await filledDraft(store, "draft");
  await store.meta.set({ last_sync_at: 1 });
  await store.close();
  return dump(store.user);
}

async function dump(user: Queue["user"]): Promise<Queue> {
  const db = await openDB(`inspect:${user.id}`);
  const tables: Table[] = [];
  for (const name of db.objectStoreNames) {
    if (name === "ballast") continue;
    const store = db.transaction(name).store;
    const indexes = [...store.indexNames].map((one) => {
      const { keyPath, multiEntry } = store.index(one);
      return { name: one, keyPath: keyPath as string, multiEntry };
    });
    const rows: Table["rows"] = [];
    for (let at = await store.openCursor(); at; at = await at.continue())
      rows.push([at.key, packed(at.value)]);
    tables.push({ name, keyPath: store.keyPath as string | null, indexes, rows });
  }
  const queue = { user, version: db.version, tables };
  db.close();
  return queue;
}

/** Puts a kept queue back as that release left it. */
export async function restore({ user, version, tables }: Queue): Promise<void> {
  const db = await openDB(`inspect:${user.id}`, version, {
    upgrade: (made) => tables.forEach((table) => make(made, table)),
  });
  for (const { name, keyPath, rows } of tables)
    for (const [key, value] of rows) await db.put(name, unpacked(value), keyPath === null ? key : undefined);
  db.close();
}

function make(db: IDBPDatabase, { name, keyPath, indexes }: Table): void {
  const store = db.createObjectStore(name, keyPath === null ? {} : { keyPath });
  for (const index of indexes) store.createIndex(index.name, index.keyPath, { multiEntry: index.multiEntry });
}

/** All rows of some tables as they lie there now. */
export async function tablesOf({ user }: Queue, names: string[]): Promise<Record<string, unknown[]>> {
  const db = await openDB(`inspect:${user.id}`);
  const found: Record<string, unknown[]> = {};
  for (const name of names) found[name] = (await db.getAll(name)).map(packed);
  db.close();
  return found;
}
