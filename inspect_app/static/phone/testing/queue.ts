/** Writes the full queue of a phone as data, bytes in base64: each release leaves one, later ones open it. */
import { openDB, type IDBPDatabase } from "idb";
import type { Draft, RoundEntry, Store } from "../data";
import { CANTEEN, filledDraft, linsPhone, ZHAO } from "./makers";
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

/** Answers a push: records by their id, all others are told to come again. */
const answerPush =
  (server: { epoch: string }, verdicts: Record<string, object>) =>
  (path: string, init: RequestInit): Response | undefined => {
    if (path !== "/sync/push") return undefined;
    const { records } = JSON.parse(String(init.body)) as { records: Sent[] };
    const results = records.map(({ id, collection, rev }) => ({
      ...{ id, collection, rev },
      ...(verdicts[id] ?? { verdict: "retry", code: "busy" }),
    }));
    return json({ epoch: server.epoch, server_time: new Date().toISOString(), results });
  };

/** Both inspectors sign once for two visits; the first is sealed, the second still open. */
async function signRound(store: Store, drafts: Draft[]): Promise<void> {
  const ids = drafts.map((draft) => draft.id);
  const rounds = await store.rounds();
  await rounds.setSecond(ids, ZHAO.id);
  const list: RoundEntry[] = [];
  for (const inspection of ids)
    list.push({
      inspection,
      content_digest: await store.drafts.shown((await store.drafts.get(inspection))!),
    });
  const drawn = (text: string) => new TextEncoder().encode(text).buffer as ArrayBuffer;
  await rounds.sign(list, store.user.id, drawn("林"));
  await rounds.sign(list, ZHAO.id, drawn("赵"));
  await store.seal(ids[0]!);
}

/** Fills a phone with one of each: a draft with photos, a scan, a proposal, a round, a withdrawal, and a
 * record in each state it may have. */
export async function fillQueue(): Promise<Queue> {
  const store = await linsPhone();
  const server = await makeServer(store.user.id);
  const sync = () => createSync(store).syncNow();
  const seal = async (text: string) => store.seal((await filledDraft(store, text)).id);
  const received = await seal("received");
  await sync();
  const apart = await seal("quarantined");
  server.fault = answerPush(server, {}); // its photos go up first
  await sync();
  const receipt = await server.receiptOf(apart, "quarantined");
  server.fault = answerPush(server, {
    [apart.id]: { verdict: "quarantined", code: "out_of_scope", receipt },
  });
  await sync();
  const mend = await seal("to be mended");
  const never = await seal("refused");
  const answer = answerPush(server, {
    [mend.id]: { verdict: "fix", code: "validation", detail: { fields: ["answers"] } },
  });
  server.fault = (path, init) =>
    String(init.body).includes(never.id) ? refused("malformed", 400) : answer(path, init);
  await sync();
  const waiting = await seal("waiting");
  const unproven = await seal("unproven");
  const without = answerPush(server, {
    [waiting.id]: { verdict: "waiting", detail: { missing: waiting.blobs.map((blob) => blob.sha256) } },
    [unproven.id]: { verdict: "quarantined", code: "out_of_scope" },
  });
  server.fault = (path, init) =>
    path.startsWith("/sync/uploads") ? refused("busy", 503) : without(path, init);
  await sync();
  server.fault = () => "cut";
  await seal("ready");
  await store.scans.add("AB23CD45", "typed", null);
  await filledDraft(store, "draft");
  await store.withdraw(received.id, "走错了门（示例）");
  await signRound(store, [await filledDraft(store, "first of a round"), await filledDraft(store, "second")]);
  const proposals = await store.proposals();
  const place = { id: CANTEEN, name: "第一食堂（示例）" };
  await proposals.add(place, { about: "closed", note: "门已封（示例）", photos: [] });
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
