import { beforeEach, expect, test } from "vitest";
import { CANTEEN, EPOCH, linsPhone, ZHAO } from "../../testing/makers";
import type { InspectionBody, RoundEntry, Store } from "..";
import { keyOf } from "../outbox/settling";
import { contentDigest } from "./signed-content";
import { roundDigest } from "./rounds";

let store: Store;
let ids: string[];
const drawn = (text: string) => new TextEncoder().encode(text).buffer as ArrayBuffer;
const rounds = () => store.rounds();
const draftOf = async (id: string) => (await store.drafts.get(id))!;
const bodyOf = (record: { body: string }): InspectionBody => JSON.parse(record.body);

beforeEach(async () => {
  store = await linsPhone();
  ids = [];
  for (const value of ["pass", "fail", "pass"]) {
    const { id } = await store.drafts.start(CANTEEN);
    await store.drafts.answer(id, "kitchen.camera", { value });
    ids.push(id);
  }
});

const freeze = (which: string[]): Promise<RoundEntry[]> =>
  Promise.all(
    which.map(async (inspection) => ({
      inspection,
      content_digest: await store.drafts.shown(await draftOf(inspection)),
    })),
  );

/** Both inspectors sign once for all. */
async function signAll() {
  const made = await rounds();
  await made.setSecond(ids, ZHAO.id);
  const round = await freeze(ids);
  await made.sign(round, store.user.id, drawn("林"));
  await made.sign(round, ZHAO.id, drawn("赵"));
  return round;
}

test("a draft that is gone is signed by nobody present, and by no inspector", async () => {
  const round = await freeze(ids);
  await store.drafts.discard(ids[1]!);
  const made = await rounds();
  await expect(made.signPresent(ids, "吴敏", drawn("吴"))).rejects.toMatchObject({ code: "draft_gone" });
  expect(await made.sign(round, store.user.id, drawn("林"))).toEqual([ids[0], ids[2]]);
});

test("each is sealed alone with the whole list, and carries one signature an inspector", async () => {
  const round = await signAll();
  for (const id of ids) {
    const body = bodyOf(await store.seal(id));
    expect(body.round).toEqual(round);
    expect(round).toContainEqual({ inspection: id, content_digest: await contentDigest(id, { ...body }) });
    const digest = await roundDigest(round);
    expect(body.signatures).toMatchObject([
      { user: store.user.id, round: true, content_digest: digest, rev: 1 },
      { user: ZHAO.id, round: true, content_digest: digest, rev: 1 },
    ]);
  }
  const [first, second] = (await store.outbox.all()).map(({ photos }) =>
    photos.each.map((one) => one.sha256),
  );
  expect(first).toEqual(second);
});

test("a draft that changed after the signature cannot be sealed with it, the others can", async () => {
  await signAll();
  await store.drafts.answer(ids[0]!, "kitchen.camera", { value: "fail" });
  await expect(store.seal(ids[0]!)).rejects.toMatchObject({ code: "signature_void" });
  await store.seal(ids[1]!);
  expect((await store.outbox.all()).length).toBe(1);
});

test("what changed between two signatures gets the first alone, and is not signed unseen", async () => {
  const made = await rounds();
  await made.setSecond(ids, ZHAO.id);
  const round = await freeze(ids);
  await made.sign(round, store.user.id, drawn("林"));
  await store.drafts.answer(ids[2]!, "kitchen.camera", { value: "fail" });
  expect(await made.sign(round, ZHAO.id, drawn("赵"))).toEqual(ids.slice(0, 2));
  expect((await draftOf(ids[2]!)).signatures).toHaveLength(1);
  expect((await draftOf(ids[0]!)).signatures).toHaveLength(2);
});

test("what was changed and changed back is signed as before", async () => {
  await signAll();
  await store.drafts.answer(ids[0]!, "kitchen.camera", { value: "fail" });
  await store.drafts.answer(ids[0]!, "kitchen.camera", { value: "pass" });
  expect(bodyOf(await store.seal(ids[0]!)).round).toHaveLength(3);
});

test("a person present signs once for what he answers for, each by its own content", async () => {
  const made = await rounds();
  await made.refuse(ids, "不在场");
  await made.signPresent(ids.slice(0, 2), "吴敏", drawn("吴"));
  const [first, second, third] = await Promise.all(ids.map(draftOf));
  expect(first!.signatures[0]!.sha256).toBe(second!.signatures[0]!.sha256);
  expect(first!.signatures[0]!.content_digest).toBe(await store.drafts.shown(first!));
  expect(second!.signatures[0]!.content_digest).toBe(await store.drafts.shown(second!));
  expect(first!.refusal).toBeNull();
  expect(third!.refusal).toEqual({ reason: "不在场" });
});

test("a round taken back leaves nothing of it, and keeps who was present", async () => {
  const made = await rounds();
  await made.signPresent(ids, "吴敏", drawn("吴"));
  await signAll();
  await made.reopen(ids);
  for (const draft of await Promise.all(ids.map(draftOf))) {
    expect(draft.round).toBeUndefined();
    expect(draft.signatures.map((one) => one.role)).toEqual(["present"]);
  }
});

test("whoever signs one of them alone is no longer of the round", async () => {
  await signAll();
  for (const user of [store.user.id, ZHAO.id])
    await store.photos.sign(ids[0]!, { role: "inspector", user }, drawn(`${user} 单独`));
  const body = bodyOf(await store.seal(ids[0]!));
  expect(body).not.toHaveProperty("round");
});

test("another list takes the place of the first on the drafts that it names", async () => {
  await signAll();
  const two = await freeze(ids.slice(0, 2));
  await (await rounds()).sign(two, store.user.id, drawn("林"));
  expect((await draftOf(ids[0]!)).round).toEqual(two);
  expect((await draftOf(ids[0]!)).signatures).toHaveLength(1);
  expect((await draftOf(ids[2]!)).round).toHaveLength(3);
});

test("a return never reopens the round: the next revision repeats what was signed", async () => {
  const round = await signAll();
  const record = await store.seal(ids[0]!);
  await store.wire.settle(keyOf(record), { verdict: "fix", code: "validation" }, null, EPOCH);
  const draft = await store.startRevision(ids[0]!);
  expect(draft).toMatchObject({ rev: 2, round });
  await store.drafts.setReason(ids[0]!, "补正");
  const body = bodyOf(await store.seal(ids[0]!));
  expect(body.round).toEqual(round);
  expect(body.signatures.every((one) => one.round && one.rev === 1)).toBe(true);
});
