import { expect, test } from "vitest";
import { CANTEEN, LIN, linsPhone, picture, ZHAO } from "../../testing/makers";
import { openStore } from "..";
import { bodyOf } from "./body";

test("another user on the same phone sees nothing of it", async () => {
  const store = await linsPhone();
  await store.drafts.start(CANTEEN);
  const other = openStore({ ...LIN, id: crypto.randomUUID() });
  expect(await other.drafts.all()).toEqual([]);
  expect(await other.premises.all()).toEqual([]);
});

test("premises that are not in the list cannot be inspected", async () => {
  const store = await linsPhone();
  await expect(store.drafts.start(crypto.randomUUID())).rejects.toMatchObject({ code: "unknown_premises" });
});

test("the author cannot be his own second inspector", async () => {
  const store = await linsPhone();
  const { id } = await store.drafts.start(CANTEEN);
  await expect(store.drafts.setSecond(id, store.user.id)).rejects.toMatchObject({ code: "same_inspector" });
  expect((await store.drafts.get(id))!.inspectors).toHaveLength(1);
});

test("an answer is there when the phone is opened again", async () => {
  const store = await linsPhone();
  const { id } = await store.drafts.start(CANTEEN);
  await store.drafts.answer(id, "kitchen.camera", { value: "fail", note: "镜头起雾" });
  await store.close();
  const again = openStore(store.user);
  expect((await again.drafts.get(id))!.answers).toEqual({
    "kitchen.camera": { value: "fail", note: "镜头起雾" },
  });
});

test("the name of the person present outlives the page, and only a signature carries it on", async () => {
  const store = await linsPhone();
  const { id } = await store.drafts.start(CANTEEN);
  await store.drafts.namePresent(id, "吴敏");
  await store.close();
  const draft = (await openStore(store.user).drafts.get(id))!;
  expect(draft.present_name).toBe("吴敏");
  expect(bodyOf(draft, draft.started_at)).not.toHaveProperty("present_name");
});

test("two taps at once both hold", async () => {
  const store = await linsPhone();
  const { id } = await store.drafts.start(CANTEEN);
  await Promise.all([
    store.drafts.answer(id, "a", { value: "pass" }),
    store.drafts.answer(id, "b", { value: "fail" }),
  ]);
  expect(Object.keys((await store.drafts.get(id))!.answers)).toEqual(["a", "b"]);
});

test("the place behind the camera is kept until a photo came", async () => {
  const store = await linsPhone();
  const { id } = await store.drafts.start(CANTEEN);
  const opening = await store.drafts.cameraOpens(id, "kitchen.camera");
  expect(await store.drafts.get(id)).toMatchObject({
    current_item: "kitchen.camera",
    camera_item: "kitchen.camera",
  });
  await store.photos.add(id, "kitchen.camera", picture("one"), "camera", opening);
  expect(await store.drafts.get(id)).toMatchObject({ current_item: "kitchen.camera", camera_item: null });
});

test("a photo from before, or from the album, does not stand for the one that the camera still owes", async () => {
  const store = await linsPhone();
  const { id } = await store.drafts.start(CANTEEN);
  const owed = async () => (await store.drafts.get(id))!.camera_item;
  const first = await store.drafts.cameraOpens(id, "kitchen.camera");
  const second = await store.drafts.cameraOpens(id, "kitchen.camera");
  await store.photos.add(id, "kitchen.camera", picture("one"), "camera", first);
  await store.photos.add(id, "kitchen.camera", picture("two"), "album");
  expect(await owed()).toBe("kitchen.camera");
  await store.photos.add(id, "kitchen.camera", picture("three"), "camera", second);
  expect(await owed()).toBeNull();
});

test("what would make the server refuse the whole record never gets in", async () => {
  const store = await linsPhone();
  const { id } = await store.drafts.start(CANTEEN);
  const draft = await store.drafts.answer(id, "a", { value: "fail", note: "一\0二\uD800三😀" });
  expect(draft.answers.a!.note).toBe("一二三😀");
});

test("another second inspector does not inherit the signature of the first", async () => {
  const store = await linsPhone();
  const { id } = await store.drafts.start(CANTEEN);
  await store.drafts.setSecond(id, ZHAO.id);
  await store.photos.sign(id, { role: "inspector", user: ZHAO.id }, new Uint8Array([1, 2, 3]).buffer);
  const draft = await store.drafts.setSecond(id, crypto.randomUUID());
  expect(draft.signatures).toEqual([]);
});

test("the checklist of a draft outlives the cache", async () => {
  const store = await linsPhone();
  const { checklist } = await store.drafts.start(CANTEEN);
  await store.wire.applyPage("epoch-two", [
    { scope: "catalogue", state: "revoked", upto: 0, more: false, rows: [], gone: [] },
  ]);
  expect(await store.checklists.forKind("canteen_school", "2021-06-01")).toHaveLength(1);
  expect((await store.checklists.get(checklist.code, checklist.version))!.sha256).toBe(checklist.sha256);
});
