import { setUnable } from "./unable";
import { expect, test } from "vitest";
import { CANTEEN, EPOCH, filledDraft, linsPhone, picture } from "../../testing/makers";

const REASON = { why: "refused", reason: "不让进厨房" } as const;

test("taken back, nothing of it is sealed", async () => {
  const store = await linsPhone();
  const { id } = await store.drafts.start(CANTEEN);
  await setUnable(store, id, REASON);
  await store.photos.add(id, "unable", picture("门"), "camera");
  const shut = (await store.drafts.get(id))!.photos.unable![0]!.sha256;
  await setUnable(store, id, null);
  expect(await store.photos.info(shut)).toMatchObject({ orphaned: true });
  const { body, about } = await store.seal(id);
  expect(JSON.parse(body)).not.toHaveProperty("unable");
  expect(JSON.parse(body).photos).toEqual({});
  expect(about).not.toHaveProperty("unable");
});

test("nobody signs it, not even who signed what stood there before", async () => {
  const store = await linsPhone();
  const { id } = await filledDraft(store);
  await setUnable(store, id, REASON);
  const record = await store.seal(id);
  const body = JSON.parse(record.body);
  expect([body.signatures, body.refusal, body.unable]).toEqual([[], null, REASON]);
  expect(record.blobs.map((blob) => blob.type)).toEqual(["image/jpeg"]);
  expect(body.answers).toEqual({ "kitchen.camera": { value: "pass" } });
});

test("what is said of it one by one stands together, and an empty excuse is none", async () => {
  const store = await linsPhone();
  const { id } = await store.drafts.start(CANTEEN);
  await setUnable(store, id, { why: "moved" });
  await setUnable(store, id, { reason: "已经拆了" });
  await setUnable(store, id, { no_photo: "手机进水" });
  await setUnable(store, id, { no_photo: " " });
  expect((await store.drafts.get(id))!.unable).toEqual({ why: "moved", reason: "已经拆了" });
  expect((await store.seal(id)).about.unable).toBe(true);
});

test("an earlier reason is mended with the revision that follows", async () => {
  const store = await linsPhone();
  const { id } = await store.drafts.start(CANTEEN);
  await setUnable(store, id, REASON);
  const { digest } = await store.seal(id);
  const key: [string, string, number, string] = ["inspection", id, 1, digest];
  await store.wire.settle(key, { verdict: "fix", code: "validation" }, null, EPOCH);
  const again = await store.startRevision(id);
  expect([again.rev, again.unable]).toEqual([2, REASON]);
});
