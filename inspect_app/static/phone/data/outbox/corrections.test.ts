import { expect, test } from "vitest";
import { CANTEEN, EPOCH, filledDraft, linsPhone, picture, scope } from "../../testing/makers";
import type { Correction } from "../types";

const ID = "018f0000-0000-7000-8000-0000000000d1";
const ITEM = "cold.temperature";

const row = (seq: number, data: Record<string, unknown> = {}) => ({
  ...{ collection: "correction", id: ID, seq, rev: seq },
  data: {
    ...{ inspection: "i", premises: CANTEEN, place: "第一食堂（示例）", kind: "canteen_school" },
    ...{ checklist: { code: "canteen-school", version: "2021.1" }, item: ITEM, weight: "key" },
    ...{ measure: "order", state: "recheck", steps: 3, on: "2022-09-09", days: 3 },
    ...{ served_on: "2022-09-09", due_on: "2022-09-15", before: ["a".repeat(64)], made: [] },
    ...data,
  },
});

async function phone(data: Record<string, unknown> = {}) {
  const store = await linsPhone();
  const scoped = `user:${store.user.id}`;
  const tell = (seq: number, more: Record<string, unknown>) =>
    store.wire.applyPage(EPOCH, [scope(scoped, [row(seq, { ...data, ...more })])]);
  await tell(1, {});
  const corrections = await store.corrections();
  const first = async (): Promise<Correction> => (await corrections.read()).all[0]!;
  const pending = () => store.wire.pending({ epoch: EPOCH }, Date.now(), true);
  return { store, corrections, first, pending, tell };
}

test("a move without its reason is not made", async () => {
  const { store, corrections, first } = await phone();
  const refused = { code: "no_reason" };
  await expect(corrections.move(await first(), { move: "still_failing" })).rejects.toMatchObject(refused);
  await expect(corrections.move(await first(), { move: "unable", note: " " })).rejects.toMatchObject(refused);
  expect((await store.outbox.count()).count).toBe(0);
});

test("a recheck is kept on the disk until it is recorded, and goes with its photos", async () => {
  const { store, corrections, first, pending } = await phone();
  await corrections.change(ID, { choice: "pass", value: "4.5" });
  await corrections.shoot(ID, picture("之后"), "camera");
  const [photo] = (await corrections.recheck(ID)).photos;
  expect(photo).toMatchObject({ role: "after", source: "camera" });
  expect(await store.wire.photosToSend()).toEqual([]); // nothing is sent before it is recorded
  await corrections.move(await first(), { move: "pass", value: 4.5 });
  const [record] = await pending();
  const { author, schema, clock, app, at, ...rest } = JSON.parse(record!.body);
  expect([author, schema]).toEqual([store.user.id, 2]);
  expect(rest).toEqual({ correction: ID, seen_rev: 3, move: "pass", value: 4.5, photos: [photo] });
  expect((await store.wire.photosToSend()).map((one) => one.sha256)).toEqual([photo!.sha256]);
  expect((await corrections.recheck(ID)).photos).toEqual([]);
});

test("a move is shown at once, and once only after the server told of it", async () => {
  const { corrections, first, pending, tell } = await phone({
    state: "ordered",
    served_on: null,
    due_on: null,
  });
  await corrections.move(await first(), { move: "serve", how: "handed" });
  const shown = await first();
  expect([shown.state, shown.pending.length, shown.how]).toEqual(["ordered", 1, "handed"]);
  expect(shown.served_on).not.toBeNull();
  const [record] = await pending();
  await tell(2, { state: "recheck", served_on: "2022-09-14", made: [record!.id], how: "handed" });
  expect((await first()).pending).toEqual([]);
  expect((await first()).served_on).toBe("2022-09-14");
});

test("what the desk closed meanwhile is told, and kept until it was read", async () => {
  const { store, corrections, first, tell } = await phone();
  await corrections.move(await first(), { move: "still_failing", note: "没有改" });
  expect((await first()).state).toBe("ordered");
  const said = { move: "escalate", who: "supervisor", reason: "逾期（示例）", at: "2022-09-14T02:00:00Z" };
  await tell(2, { state: "escalated", said });
  const { lost } = await corrections.read();
  expect(lost).toMatchObject([{ move: "still_failing", kept: false, correction: { state: "escalated" } }]);
  expect((await store.outbox.count()).count).toBe(1); // it is sent all the same
  await corrections.acknowledge(lost[0]!.id);
  expect((await corrections.read()).lost).toEqual([]);
});

test("a move that the server set aside does not count here either", async () => {
  const { store, corrections, first, pending } = await phone();
  await corrections.move(await first(), { move: "pass" });
  const [record] = await pending();
  const key: [string, string, number, string] = [record!.collection, record!.id, 1, record!.digest];
  await store.wire.settle(key, { verdict: "quarantined", code: "stale" }, null, EPOCH);
  expect((await first()).state).toBe("recheck");
  expect((await corrections.read()).lost).toMatchObject([{ id: record!.id, kept: true }]);
});

test("an order is served before its inspection is in, and sent after it", async () => {
  const { store, corrections, pending } = await phone();
  const draft = await filledDraft(store);
  const asking = await store.asking();
  await asking.ask(draft.id, draft.edits, [{ item: ITEM, measure: "order", deadline_days: 3 }]);
  const asked = (await store.drafts.get(draft.id))!.corrections![0]!;
  await store.drafts.change(draft.id, (open) => void (open.signatures = []));
  const sealed = await store.seal(draft.id);
  const own = (await corrections.read()).all.find((one) => one.id === asked.id)!;
  expect(own).toMatchObject({ state: "proposed", item: ITEM, days: 3, inspection: draft.id });
  await corrections.move(own, { move: "serve", how: "left" });
  expect((await pending()).map((one) => one.collection)).toEqual(["inspection"]);
  const key: [string, string, number, string] = ["inspection", sealed.id, 1, sealed.digest];
  await store.wire.settle(key, { verdict: "stored" }, { received_at: "2022-09-14T02:00:00Z" }, EPOCH);
  expect((await pending()).map((one) => one.collection)).toEqual(["correction_step"]);
});

test("copies of photos go with the correction, and with whoever signs out", async () => {
  const { store, corrections, tell } = await phone();
  const hash = "a".repeat(64);
  expect(await corrections.missingCopies()).toEqual([{ correction: ID, sha256: hash }]);
  await corrections.keepCopy(hash, new TextEncoder().encode("副本").buffer as ArrayBuffer);
  expect(await corrections.missingCopies()).toEqual([]);
  expect(await corrections.picture(hash)).not.toBeNull();
  expect(await store.photos.bytes(hash)).toBeNull(); // no copy is taken for the photo
  await tell(2, { state: "closed" });
  expect(await corrections.missingCopies()).toEqual([]);
  expect(await corrections.picture(hash)).toBeNull();
  await corrections.keepCopy(hash, new ArrayBuffer(1));
  await store.wire.dropLists();
  expect(await corrections.picture(hash)).toBeNull();
});
