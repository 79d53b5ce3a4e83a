import { expect, test } from "vitest";
import { CANTEEN, filledDraft, linsPhone, picture, ZHAO } from "../../testing/makers";
import { clearRecusal, setFar, setRecusal } from "../drafts/presence";
import { bodyOf } from "../drafts/body";
import type { Store } from "..";
import { addMarked, inOrder } from "./marked";
import { isPhoto } from "./references";
import { addVoice, removeVoice } from "./voice";

const ITEM = "kitchen.camera";
const bytesOf = (text: string) => new TextEncoder().encode(text).buffer as ArrayBuffer;
const namesOf = async (store: Store) => (await store.photos.all()).map(({ sha256 }) => sha256).sort();

async function draftWithPhoto() {
  const store = await linsPhone();
  const { id } = await store.drafts.start(CANTEEN);
  const photo = await store.photos.add(id, ITEM, picture("one"), "album");
  return { store, id, photo };
}

test("a note without a draft is refused", async () => {
  const store = await linsPhone();
  const sound = { bytes: bytesOf("s"), type: "audio/webm" as const, seconds: 3 };
  await expect(addVoice(store, crypto.randomUUID(), ITEM, sound)).rejects.toMatchObject({
    code: "draft_gone",
  });
});

test("a marked copy travels beside the photo, and a new one takes its place", async () => {
  const { store, id, photo } = await draftWithPhoto();
  await addMarked(store, id, ITEM, photo, bytesOf("first"));
  const copy = await addMarked(store, id, ITEM, photo, bytesOf("second"));
  const { photos } = (await store.drafts.get(id))!;
  const { sha256: of, taken_at } = photo;
  expect(photos[ITEM]).toEqual([photo, { sha256: copy, taken_at, source: "album", role: "marked", of }]);
  expect(inOrder(photos[ITEM]!).map(({ role }) => role)).toEqual(["marked", "evidence"]);
  expect((await store.photos.info(copy))!.type).toBe("image/jpeg");
});

test("a photo goes with its marked copy, and the copy alone leaves the photo", async () => {
  const { store, id, photo } = await draftWithPhoto();
  const copy = await addMarked(store, id, ITEM, photo, bytesOf("drawn"));
  expect((await store.photos.remove(id, ITEM, copy)).photos[ITEM]).toEqual([photo]);
  await addMarked(store, id, ITEM, photo, bytesOf("drawn"));
  expect((await store.photos.remove(id, ITEM, photo.sha256)).photos).toEqual({});
});

test("one voice note an item is sealed and sent as a blob, and is no photo", async () => {
  const store = await linsPhone();
  const { id } = await filledDraft(store);
  await store.drafts.setSecond(id, null);
  const sound = { bytes: bytesOf("spoken"), type: "audio/webm" as const, seconds: 90 };
  await addVoice(store, id, ITEM, { ...sound, bytes: bytesOf("before") });
  const sha256 = await addVoice(store, id, ITEM, sound);
  const record = await store.seal(id);
  const { voice } = JSON.parse(record.body);
  expect(voice).toEqual({
    [ITEM]: { sha256, type: "audio/webm", seconds: 60, taken_at: expect.any(String) },
  });
  expect(record.blobs.filter((blob) => blob.sha256 === sha256)).toMatchObject([{ type: "audio/webm" }]);
  expect(record.blobs.filter(isPhoto)).toHaveLength(1);
});

test("a note that was taken off leaves no field behind", async () => {
  const { store, id } = await draftWithPhoto();
  await addVoice(store, id, ITEM, { bytes: bytesOf("spoken"), type: "audio/mp4", seconds: 0.2 });
  expect((await store.drafts.get(id))!.voice![ITEM]!.seconds).toBe(1);
  await removeVoice(store, id, ITEM);
  expect((await store.drafts.get(id))!.voice).toBeUndefined();
  expect(await namesOf(store)).toHaveLength(2); // the bytes stay as orphans until the server says
});

test("a signature is void once something was spoken", async () => {
  const store = await linsPhone();
  const { id } = await filledDraft(store);
  await addVoice(store, id, ITEM, { bytes: bytesOf("spoken"), type: "audio/webm", seconds: 2 });
  await expect(store.seal(id)).rejects.toMatchObject({ code: "signature_void" });
});

test("who stands back is no second inspector, and his signature goes", async () => {
  const store = await linsPhone();
  const { id } = await filledDraft(store);
  expect((await store.drafts.get(id))!.recusal).toEqual({ none: true });
  const draft = await setRecusal(store, id, ZHAO.id, " 配偶在该单位任职 ");
  expect(draft).toMatchObject({ recusal: { user: ZHAO.id, reason: "配偶在该单位任职" }, signatures: [] });
  expect(draft.inspectors.map(({ user }) => user)).toEqual([store.user.id]);
  expect((await clearRecusal(store, id)).recusal).toEqual({ none: true });
});

test("a visit is asked once where it is, and says why that is far", async () => {
  const store = await linsPhone();
  const first = await store.drafts.start(CANTEEN);
  await store.drafts.setPosition(first.id, { lat: 31.23, lng: 121.41, accuracy_m: 8 });
  await setFar(store, first.id, "分校");
  const { position, far } = await store.drafts.start(CANTEEN);
  expect({ position, far }).toEqual({ position: { lat: 31.23, lng: 121.41, accuracy_m: 8 }, far: "分校" });
  const cleared = await setFar(store, first.id, " ");
  expect(bodyOf(cleared, "")).not.toHaveProperty("far");
});
