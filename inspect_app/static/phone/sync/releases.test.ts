/** Queues of every release, opened by this one; and servers that know less than this app, or more. */
import { IDBFactory } from "fake-indexeddb";
import { beforeEach, expect, test } from "vitest";
import { openStore } from "../data";
import { digestOf } from "../data/hash";
import { fillQueue, restore, tablesOf, type Queue } from "../testing/queue";
import { json, makeServer, type Sent } from "../testing/server";
import { createSync } from ".";

const FILES = import.meta.glob<unknown>("../testing/releases/*.json", { eager: true, import: "default" });
const QUEUES = Object.fromEntries(
  Object.entries(FILES).map(([path, queue]) => [path.replace(/^.*\/|\.json$/g, ""), queue]),
);
const RELEASES = Object.keys(QUEUES).sort((one, other) => one.localeCompare(other, "en", { numeric: true }));
const MINE = ["drafts", "backups", "photos", "bytes", "outbox", "sent"];

const queueOf = (release: string) => structuredClone(QUEUES[release]) as Queue;

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory(); // the phone of each test is another one with the same user
});

const rowsOf = ({ tables }: Queue, name: string) =>
  tables.find((one) => one.name === name)!.rows.map(([, value]) => value);

/** The states of the inspections in a box, as they were written down. */
const statesOf = (queue: Queue, name: string): string[] =>
  rowsOf(queue, name)
    .map((one) => one as { collection: string; state: string })
    .filter((one) => one.collection === "inspection")
    .map((one) => one.state)
    .sort();

test("a release keeps one of everything that a phone may hold", async () => {
  const now = await fillQueue();
  const kinds = (queue: Queue) =>
    rowsOf(queue, "outbox")
      .map((one) => (one as { state: string }).state)
      .sort();
  expect(RELEASES).toContain("1.0.0");
  for (const release of RELEASES) expect(kinds(now)).toEqual(expect.arrayContaining(kinds(queueOf(release))));
});

test("a release of version 2 keeps a round, a withdrawal and a proposal as well", async () => {
  const outbox = rowsOf(await fillQueue(), "outbox") as { collection: string; body: string }[];
  const holding = (field: string) => outbox.filter(({ body }) => field in JSON.parse(body)).length;
  expect([holding("round"), holding("withdrawn")]).toEqual([1, 1]);
  expect(outbox.map(({ collection }) => collection)).toContain("proposal");
});

test.each(RELEASES)("the queue of %s lies there unchanged after it was opened and read", async (release) => {
  const queue = queueOf(release);
  await restore(queue);
  const store = openStore(queue.user);
  expect((await store.drafts.all()).length).toBe(rowsOf(queue, "drafts").length);
  const listed = await Promise.all([store.outbox.all(), store.sent.all()]);
  for (const [box, name] of [
    [listed[0], "outbox"],
    [listed[1], "sent"],
  ] as const)
    expect(
      box
        .filter((one) => one.collection === "inspection")
        .map((one) => one.state)
        .sort(),
    ).toEqual(statesOf(queue, name));
  await store.close();
  const before = Object.fromEntries(MINE.map((name) => [name, rowsOf(queue, name)]));
  expect(await tablesOf(queue, MINE)).toEqual(before);
});

test.each(RELEASES)("the queue of %s is handed in as it was frozen", async (release) => {
  const queue = queueOf(release);
  await restore(queue);
  const store = openStore(queue.user);
  const server = await makeServer(queue.user.id);
  await createSync(store).syncNow();
  expect((await store.outbox.all()).map((one) => one.state).sort()).toEqual(["fix", "never"]);
  const frozen = ["outbox", "sent"].flatMap((box) => rowsOf(queue, box).map((one) => (one as Sent).body));
  for (const { collection, digest, body } of server.pushes.flat()) {
    expect(await digestOf(body)).toBe(digest);
    if (collection !== "draft") expect(frozen).toContain(body);
  }
});

type Answer = Record<string, unknown>;

/** Every answer of the server is changed on its way. */
async function through(release: string, change: (path: string, answer: Answer) => Answer) {
  const queue = queueOf(release);
  await restore(queue);
  const store = openStore(queue.user);
  await makeServer(queue.user.id);
  const straight = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const response = await straight(input, init);
    if (!response.headers.get("Content-Type")?.includes("json")) return response;
    return json(change(String(input), (await response.json()) as Answer), response.status);
  };
  const status = await createSync(store).syncNow();
  return { status, states: (await store.outbox.all()).map((one) => one.state).sort() };
}

test("a server that says more than this app knows is understood as far as that goes", async () => {
  const row = { collection: "weather", id: "shanghai", seq: 1, rev: 1, data: { rain: true } };
  const scope = {
    scope: "sky",
    state: "new",
    from: 0,
    upto: 1,
    rows: [row],
    gone: [],
    more: false,
    cloud: 9,
  };
  const more = (path: string, answer: Answer): Answer => {
    const known = { ...answer, later: { field: 1 } };
    if (path === "/sync/pull") return { ...known, scopes: [scope] };
    if (path !== "/sync/push") return known;
    return { ...known, results: (answer.results as Answer[]).map((one) => ({ ...one, later: [1] })) };
  };
  const { status, states } = await through(RELEASES[0]!, more);
  expect(status).toMatchObject({ online: true, problem: null });
  expect(states).toEqual(["fix", "never"]);
});

test("a server from before this app's newest fields takes the work all the same", async () => {
  const less = (path: string, answer: Answer): Answer => {
    const { min_app: _min, keys: _keys, ...known } = answer;
    const { body_bytes, batch } = (known.limits ?? {}) as Answer;
    const limits = { body_bytes, batch };
    return path === "/sync/hello" ? { ...known, keys: answer.keys, limits } : known;
  };
  const { status, states } = await through(RELEASES[0]!, less);
  expect(status).toMatchObject({ online: true, problem: null });
  expect(states).toEqual(["fix", "never"]);
});
