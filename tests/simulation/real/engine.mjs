// Pages of simulated phones: the engine as it is shipped, each page with a clock, a disk and a network of its own.
// Commands come as JSON lines on stdin; a page's requests go out and come back the same way.
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [root, settings] = process.argv.slice(2);
const { item, replacements, first } = JSON.parse(settings);
const from = (path) => import(pathToFileURL(`${root}/node_modules/${path}`));
const { build } = await from("vite/dist/node/index.js");
const idb = await from("fake-indexeddb/build/esm/index.js");

const replacing = {
  name: "replacing",
  transform(code, id) {
    for (const [file, before, after] of replacements) {
      if (!id.endsWith(file)) continue;
      if (code.split(before).length !== 2) throw new Error(`${file} does not hold once: ${before}`);
      code = code.replace(before, () => after);
    }
    return code;
  },
  enforce: "pre",
};
const bundle = await build({
  configFile: false, root, publicDir: false, logLevel: "silent", plugins: [replacing],
  build: { write: false, minify: false, target: "es2022", lib: { entry: "phone/testing/simulated.ts", formats: ["cjs"] }, rollupOptions: { output: { codeSplitting: false } } },
});
const GLOBALS = [
  "exports", "globalThis", "indexedDB", "fetch", "Date", "Math", "crypto", "performance", "navigator", "BroadcastChannel",
  "IDBDatabase", "IDBObjectStore", "IDBIndex", "IDBCursor", "IDBTransaction", "IDBRequest", "IDBKeyRange",
];
const begin = new Function(...GLOBALS, bundle[0].output[0].code);

const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
const waiting = new Map();
let asked = 0, serial = first, pages = 0, devices = new Map();

class PageDied extends Error {
  name = "PageDied";
}

/** One life of one page: dies at a write that was named, or at a request. */
class Page {
  dead = false; now = 0; writes = 0; names = 0; dies = null; heard = []; open = new Set();
  died = new Promise((_, reject) => (this.die = () => {
    this.dead = true;
    for (const tx of this.open) try { tx.abort(); } catch { /* it had ended */ }
    reject(new PageDied());
  }));

  constructor(device, user) {
    this.died.catch(() => undefined);
    this.device = device; this.user = user; this.number = ++pages; this.now = device.now;
    if (!device.factories.has(user.id)) device.factories.set(user.id, new idb.IDBFactory());
    this.factory = device.factories.get(user.id);
    this.module = {};
    begin(this.module, ...this.globals());
    this.module.failpoints.listener = (name) => this.passed(name);
    this.store = this.module.openStore(user, { shrinkWith: async (file) => ({ bytes: await file.arrayBuffer(), type: "image/jpeg" }) });
  }

  globals() {
    const page = this;
    class PageDate extends Date {
      constructor(...given) { given.length ? super(...given) : super(page.now); }
      static now() { return page.now; }
    }
    const math = Object.create(Math, { random: { value: () => 0.5 } });
    const crypto = {
      subtle: globalThis.crypto.subtle,
      getRandomValues(bytes) {
        bytes.fill(0);
        if (bytes.length === 16) new DataView(bytes.buffer).setUint32(12, ++serial);
        return bytes;
      },
    };
    const indexedDB = { open: (name, version) => this.opening(version === undefined ? this.factory.open(name) : this.factory.open(name, version)) };
    const navigator = { locks: { request: (_name, _how, work) => work() } };
    const performance = { timeOrigin: this.number, now: () => 0 };
    const fetch = (path, init) => this.fetch(path, init);
    return [
      { navigator, crypto }, indexedDB, fetch, PageDate, math, crypto, performance, navigator, undefined,
      idb.IDBDatabase, idb.IDBObjectStore, idb.IDBIndex, idb.IDBCursor, idb.IDBTransaction, idb.IDBRequest, idb.IDBKeyRange,
    ];
  }

  opening(request) {
    request.addEventListener("success", () => {
      const db = request.result, transaction = db.transaction.bind(db);
      db.transaction = (tables, mode, how) => this.begun(() => transaction(tables, mode, how), mode);
    });
    return request;
  }

  begun(make, mode) {
    if (this.dead) throw new PageDied();
    const number = mode === "readwrite" ? this.writes++ : -1;
    const [at, when] = this.dies ?? [-2, ""];
    if (number === at && when === "before") { this.die(); throw new PageDied(); }
    const tx = make();
    this.open.add(tx);
    tx.addEventListener("abort", () => this.open.delete(tx));
    tx.addEventListener("complete", () => {
      this.open.delete(tx);
      if (number === at) this.die();
    });
    if (mode === "readwrite") this.limit(tx);
    return tx;
  }

  /** Dies at the n-th passing of a failpoint, where one was named. */
  passed(name) {
    this.heard.push(name);
    const [nth, wanted] = this.dies ?? [0, ""];
    if (wanted !== name || nth > (this.names = this.names + 1)) return;
    this.die();
    throw new PageDied();
  }

  /** A full disk takes no photo until bytes are deleted. */
  limit(tx) {
    const objectStore = tx.objectStore.bind(tx);
    tx.objectStore = (name) => {
      const store = objectStore(name);
      if (name !== "bytes") return store;
      const put = store.put.bind(store), remove = store.delete.bind(store);
      store.put = (...given) => {
        if (this.device.full) throw new DOMException("full", "QuotaExceededError");
        return put(...given);
      };
      store.delete = (key) => {
        // What was erased before gives no room a second time.
        store.count(key).onsuccess = ({ target }) => { if (target.result) this.device.full = false; };
        return remove(key);
      };
      return store;
    };
  }

  async fetch(path, { method, headers, body }) {
    if (this.dead) throw new PageDied();
    const number = ++asked;
    const sent = typeof body === "string" ? { json: JSON.parse(body) } : { bytes: Buffer.from(body ?? "").toString("base64") };
    say({ fetch: number, device: this.device.name, method, path, headers, ...sent });
    const answer = await new Promise((resolve) => waiting.set(number, resolve));
    this.now = this.device.now = answer.now;
    if (answer.dead) { this.die(); return new Promise(() => undefined); }
    if (answer.status === null) throw new TypeError("network");
    const response = new Response(answer.status === 204 ? null : answer.body, { status: answer.status, headers: answer.headers });
    return Object.defineProperty(response, "url", { value: `http://phone${path}` });
  }
}

const tell = (record) => ({ key: [record.collection, record.id, record.rev, record.digest], hashes: record.blobs.map((blob) => blob.sha256) });

/** A record, and its bytes that lie here. */
async function frozen(store, record) {
  const infos = await Promise.all(record.blobs.map(({ sha256 }) => store.photos.info(sha256)));
  return { ...tell(record), hashes: infos.filter((info) => info.here).map((info) => info.sha256) };
}

/** The record that this put into the outbox. */
async function madeBy(factory, user, work) {
  const before = new Set(keysOf(factory, user, "outbox").map(String));
  await work();
  return recordsOf(factory, user.id, "outbox").find(({ key }) => !before.has(String(key))).value;
}

const ACTS = {
  page: (device, { user }) => void (device.page = new Page(device, user ?? device.page.user)),
  forget: (device) => {
    device.factories.delete(device.page.user.id);
    device.page = new Page(device, device.page.user);
  },
  keep_copy: (device) => {
    device.copies = new Map([...device.factories].map(([user, factory]) => [user, copyOf(factory, user)]));
  },
  from_copy: async (device) => {
    if (!device.copies?.size) return false;
    for (const [user, tables] of device.copies) await putBack(device, user, tables);
    device.page = new Page(device, device.page.user);
    return true;
  },
  fill: (device) => void (device.full = true),
  start: async (_, { premises }, { store }) => (await store.drafts.start(premises)).id,
  answer: async (_, { id, note, wrong }, { store }) => void (await store.drafts.answer(id, item, { value: wrong ? "perhaps" : "pass", note: `${note}` })),
  photo: async (_, { id, bytes }, { store }) => void (await store.photos.add(id, item, new File([Buffer.from(bytes, "base64")], "a.jpg", { type: "image/jpeg" }), "camera")),
  // What was changed after it was signed is sealed without that signature.
  seal: async (_, { id }, { store }) => {
    const reopened = async (error) => {
      if (error.code !== "signature_void") throw error;
      await (await store.rounds()).reopen([id]);
      return store.seal(id);
    };
    return frozen(store, await store.seal(id).catch(reopened));
  },
  sign: async (_, { ids, bytes }, { module, store }) => {
    if (ids.length < module.FEWEST_IN_ROUND) return false;
    const drafts = await Promise.all(ids.map((id) => store.drafts.get(id)));
    const digests = await Promise.all(drafts.map((draft) => store.drafts.shown(draft)));
    const round = ids.map((inspection, n) => ({ inspection, content_digest: digests[n] }));
    const signed = await (await store.rounds()).sign(round, store.user.id, new Blob([Buffer.from(bytes, "base64")]));
    return signed.length === ids.length;
  },
  change_signed: (_, { id, note, in_list }, { module, user }) => module.changeSigned(`inspect:${user.id}`, id, item, `${note}`, in_list),
  withdrawable: (_, __, { module, user }) => module.listWithdrawable(`inspect:${user.id}`),
  // As the page does: whoever was mending it mends no more.
  withdraw: async (_, { id }, { store, factory, user }) => {
    const made = await madeBy(factory, user, () => store.withdraw(id, "the wrong place"));
    await store.drafts.discard(id);
    return frozen(store, made);
  },
  withdrawn: (_, __, { module, user }) => module.listWithdrawn(`inspect:${user.id}`),
  go_on: async (_, { id }, { module, store, user }) => frozen(store, await module.goOn(`inspect:${user.id}`, id)),
  propose: async (_, { premises, bytes }, { store, factory, user }) => {
    const photos = bytes === null ? [] : [{ file: new File([Buffer.from(bytes, "base64")], "a.jpg", { type: "image/jpeg" }), source: "camera" }];
    const proposals = await store.proposals();
    return frozen(store, await madeBy(factory, user, () => proposals.add({ id: premises, name: "" }, { about: "code", photos })));
  },
  corrections: (_, __, { module, user }) => module.listCorrections(`inspect:${user.id}`),
  move: async (_, { bytes, ...asked }, { module, store, user }) => {
    const picture = bytes === null ? null : Buffer.from(bytes, "base64");
    return frozen(store, await module.moveCorrection(`inspect:${user.id}`, user.id, asked, picture && new Uint8Array(picture).buffer));
  },
  mend: async (_, { id }, { store }) => void (await store.startRevision(id)),
  take: async (_, { id }, { store }) => void (await store.elsewhere.take(id)),
  discard: async (_, { id }, { store }) => void (await store.drafts.discard(id)),
  scan: async (_, { premises }, { store, factory, user }) =>
    tell(await madeBy(factory, user, () => store.scans.add("code", "typed", premises))).key,
  round: async (_, { force }, { module, store }) =>
    void (await module.runAsLeader(store, () => module.runRound(store, force, { phase: () => undefined, progress: () => undefined }))),
  sign_out: async (_, __, { module, store }) => (await module.signOut(store, { keep: true })).done,
  drafts: async (_, __, { store }) => (await store.drafts.all()).map((draft) => draft.id),
  mendable: (_, __, { module, user }) => module.listMendable(`inspect:${user.id}`),
  elsewhere: async (_, __, { store }) => (await store.elsewhere.all()).map((draft) => draft.id),
  client: (_, __, { store }) => store.meta.get("client_id"),
};

const recordsOf = (factory, userId, table) =>
  [...(factory._databases.get(`inspect:${userId}`)?.rawObjectStores.get(table)?.records.values() ?? [])];
const keysOf = (factory, user, table) => recordsOf(factory, user.id, table).map(({ key }) => key);

const tablesOf = (factory, user) => [...(factory._databases.get(`inspect:${user}`)?.rawObjectStores ?? [])];
const copyOf = (factory, user) =>
  tablesOf(factory, user).map(([name, table]) => [name, [...table.records.values()].map(({ key, value }) => structuredClone({ key, value }))]);

/** Into a database that the phone's own upgrade makes; what was open is gone with its page. */
async function putBack(device, user, tables) {
  device.factories.set(user, new idb.IDBFactory());
  await new Page(device, { ...device.page.user, id: user }).store.meta.all();
  const made = new Map(tablesOf(device.factories.get(user), user));
  for (const [name, records] of tables)
    for (const { key, value } of records) made.get(name).storeRecord(structuredClone({ key: made.get(name).keyPath === null ? key : undefined, value }), false, []);
}

function look(names) {
  const seen = [];
  for (const device of names.map((name) => devices.get(name)))
    for (const [user, factory] of device.factories) {
      const all = (table) => recordsOf(factory, user, table).map(({ value }) => value);
      const box = (table) => all(table).map((record) => ({ ...tell(record), state: record.state, code: record.code ?? null, receipt: !!record.receipt }));
      const held = new Set(recordsOf(factory, user, "bytes").map(({ key }) => key));
      seen.push({
        device: device.name, user, outbox: box("outbox"), sent: box("sent"),
        drafts: all("drafts").map(({ id, rev, edits, photos, signatures }) => [id, rev, edits, [...Object.values(photos).flat(), ...signatures].map((one) => one.sha256)]),
        photos: all("photos").map((info) => [info.sha256, info.here, info.uploaded, info.receipted, !!info.unreadable, !!info.spoiled, held.has(info.sha256)]),
        rows: all("rows").map(({ collection, id, scope, seq }) => [collection, id, scope, seq]),
        states: all("rows").filter(({ collection }) => collection === "inspection").map(({ id, data }) => [id, data.state]),
        cursors: all("cursors").map(({ scope, seq }) => [scope, seq]),
        epoch: recordsOf(factory, user, "meta").find(({ key }) => key === "cursor_epoch")?.value ?? null,
      });
    }
  return seen;
}

async function obey({ call, act, device: name, now, dies, ...given }) {
  if (act === "reset") {
    devices = new Map(); serial = first; pages = 0;
    return say({ done: call, value: null });
  }
  if (act === "look") return say({ done: call, value: look(given.devices) });
  if (!devices.has(name)) devices.set(name, { name, factories: new Map(), full: false, page: null });
  const device = devices.get(name);
  device.now = now;
  const { page } = device;
  if (page) Object.assign(page, { now, writes: 0, names: 0, heard: [], dies: dies ?? null });
  try {
    const value = await Promise.race([ACTS[act](device, given, page ?? {}), ...(page ? [page.died] : [])]);
    if (page?.dead) throw new PageDied();
    say({ done: call, value: value ?? null, ...(page ? { passed: [page.writes, page.heard] } : {}) });
  } catch (error) {
    const died = page?.dead ?? false;
    if (died) device.page = new Page(device, device.page.user); // somebody else may have signed in meanwhile
    const refused = error.name === "StoreError" ? error.code : null;
    say({ done: call, ...(died ? { died } : refused ? { refused } : { error: String(error.stack ?? error) }) });
  } finally {
    if (page) page.dies = null;
  }
}

say({ ready: true });
for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line);
  if (command.answer === undefined) void obey(command);
  else {
    waiting.get(command.answer)(command);
    waiting.delete(command.answer);
  }
}
