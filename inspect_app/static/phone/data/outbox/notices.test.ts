import { expect, test } from "vitest";
import { CANTEEN, EPOCH, linsPhone, scope } from "../../testing/makers";

const [A, B] = ["a", "b"].map((end) => `018f0000-0000-7000-8000-0000000000e${end}`) as [string, string];

const row = (id: string, seq: number, kind: string, at: string, more: Record<string, unknown> = {}) => ({
  ...{ collection: "notice", id, seq, rev: seq },
  data: {
    ...{ kind, at, due_on: null, premises: CANTEEN, place: "第一食堂（示例）", item: "cold.temperature" },
    ...more,
  },
});

async function phone() {
  const store = await linsPhone();
  const scoped = `user:${store.user.id}`;
  const tell = (rows: object[], over: object = {}) =>
    store.wire.applyPage(EPOCH, [scope(scoped, rows, over)]);
  const corrections = await store.corrections();
  const read = async () => (await corrections.notices()).map(({ id, kind, isNew }) => [id, kind, isNew]);
  return { store, corrections, tell, read };
}

const TWO = [
  row(A, 1, "due_soon", "2022-09-14T00:30:00+08:00", { due_on: "2022-09-19" }),
  row(B, 2, "sent", "2022-09-13T18:00:00Z"),
];

test("nothing is told where nothing came", async () => {
  const { read } = await phone();
  expect(await read()).toEqual([]);
});

test("the newest comes first, whatever offset its time has", async () => {
  const { tell, read } = await phone();
  await tell(TWO);
  expect(await read()).toEqual([
    [B, "sent", true],
    [A, "due_soon", true],
  ]);
});

test("what was seen stays seen, and the next event of the same correction is new", async () => {
  const { corrections, tell, read } = await phone();
  await tell(TWO);
  await corrections.markSeen((await corrections.notices()).filter((one) => one.id === A));
  expect(await read()).toEqual([
    [B, "sent", true],
    [A, "due_soon", false],
  ]);
  await tell([row(A, 3, "overdue", "2022-09-20T00:30:00Z", { due_on: "2022-09-19" })]);
  expect(await read()).toEqual([
    [A, "overdue", true],
    [B, "sent", true],
  ]);
});

test("what is dealt with is gone, and a row that cannot be read stops no list", async () => {
  const { store, tell, read } = await phone();
  await tell(TWO);
  await tell([{ ...row(B, 3, "", ""), data: { at: 7 } }], {
    gone: [{ collection: "notice", id: A, seq: 4 }],
  });
  expect(await read()).toEqual([[B, "", true]]);
  await store.wire.dropLists();
  expect(await read()).toEqual([]);
});

test("screens hear of a notice that came and of one that was seen", async () => {
  const { store, corrections, tell } = await phone();
  await tell([TWO[1]!]);
  const heard: string[][] = [];
  store.watch(["inspections"], (changed) => void heard.push(changed));
  await tell([TWO[0]!]);
  await corrections.markSeen(await corrections.notices());
  expect(heard).toEqual([["inspections"], ["inspections"]]);
});
