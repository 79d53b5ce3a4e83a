import { expect, test, vi } from "vitest";
import { CANTEEN, filledDraft, linsPhone, picture, ZHAO } from "../../testing/makers";
import { clockAt, instant, offsetOf, shanghaiDay } from "../clock";
import { digestOf } from "../hash";

const FIELDS = [
  "schema",
  "author",
  "app",
  "visit",
  "on",
  "premises",
  "checklist",
  "started_at",
  "sealed_at",
  "clock",
  "inspectors",
  "position",
  "answers",
  "photos",
  "signatures",
  "refusal",
  "recusal",
];

test("a draft that is gone cannot be sealed", async () => {
  const store = await linsPhone();
  await expect(store.seal(crypto.randomUUID())).rejects.toMatchObject({ code: "draft_gone" });
});

test("the body has exactly the fields of the protocol, and its digest", async () => {
  const store = await linsPhone();
  const draft = await filledDraft(store);
  const record = await store.seal(draft.id);
  const body = JSON.parse(record.body);
  expect(Object.keys(body)).toEqual(FIELDS);
  expect(body).toMatchObject({
    schema: 2,
    author: store.user.id,
    refusal: { reason: "不在场" },
    premises: { id: CANTEEN, kind: "canteen_school", attrs: { stage: "小学" } },
    inspectors: [
      { user: store.user.id, cosigned: "self" },
      { user: ZHAO.id, cosigned: "signature" },
    ],
  });
  expect(record).toMatchObject({ rev: 1, base: null, digest: await digestOf(record.body), state: "ready" });
});

test("the record lists each blob that the body names, once", async () => {
  const store = await linsPhone();
  const draft = await filledDraft(store);
  const { blobs } = await store.seal(draft.id);
  expect(blobs.map((blob) => blob.type)).toEqual(["image/jpeg", "image/png"]);
});

test("after the seal the draft is gone and the outbox holds it, with its photos counted, not its signatures", async () => {
  const store = await linsPhone();
  const draft = await filledDraft(store);
  await store.seal(draft.id);
  expect(await store.drafts.all()).toEqual([]);
  expect(await store.outbox.all()).toMatchObject([
    {
      id: draft.id,
      state: "ready",
      photos: { done: 0, total: 1 },
      premises_name: "第一食堂（示例）",
      problem: null,
    },
  ]);
  expect((await store.outbox.get(draft.id))!.body.answers).toEqual({ "kitchen.camera": { value: "pass" } });
});

test("why there is no place is told only where there is none", async () => {
  const store = await linsPhone();
  const { id } = await store.drafts.start(CANTEEN);
  await store.drafts.setPosition(id, null, "地下室");
  expect((await store.drafts.get(id))!.no_position).toBe("地下室");
  const draft = await store.drafts.setPosition(id, { lat: 31.23456789, lng: 121.4, accuracy_m: 12.3 });
  expect(draft.position).toEqual({ lat: 31.2346, lng: 121.4, accuracy_m: 13 });
  expect(draft.no_position).toBeUndefined();
});

test("the day of a visit is Shanghai's, by the corrected clock", () => {
  const evening = Date.parse("2021-03-01T15:59:00Z");
  expect(shanghaiDay(evening, 0)).toBe("2021-03-01");
  expect(shanghaiDay(evening, 60_000)).toBe("2021-03-02");
});

test("a clock tells the last server time and its age, or nothing", () => {
  const seen = {
    server_time: "2021-03-01T00:00:00Z",
    wall: Date.parse("2021-03-01T00:05:00Z"),
    page: -1,
    steady: 0,
  };
  expect(offsetOf(seen)).toBe(-300_000);
  expect(clockAt(seen, seen.wall + 1000)).toEqual({ server_time: seen.server_time, age_ms: 1000 });
  expect(clockAt(seen, seen.wall - 1000).age_ms).toBe(0);
  expect(clockAt(null, 0)).toEqual({ server_time: null, age_ms: null });
});

test("a page whose phone may have slept asks the wall clock too, and is not fooled by one set back", async () => {
  const HOUR = 3_600_000;
  const page = new EventTarget();
  vi.stubGlobal("document", page);
  vi.resetModules();
  const { clockAt, seeServerTime } = await import("../clock");
  const seen = seeServerTime("2021-03-01T09:30:00Z");
  expect(clockAt(seen, seen.wall + 15 * HOUR).age_ms).toBeLessThan(HOUR);
  page.dispatchEvent(new Event("visibilitychange"));
  expect(clockAt(seen, seen.wall + 15 * HOUR).age_ms).toBe(15 * HOUR);
  expect(clockAt(seen, seen.wall - HOUR).age_ms).toBeLessThan(HOUR);
  vi.unstubAllGlobals();
});

test("what was written without a result is not part of the record, and not forgotten when the seal fails", async () => {
  const store = await linsPhone();
  const { id } = await filledDraft(store);
  const noted = { value: null, note: "没有结果" };
  await store.drafts.answer(id, "hidden.item", noted);
  const { sha256 } = (await store.photos.all())[0]!;
  await store.photos.mark(sha256, { spoiled: true });
  await expect(store.seal(id)).rejects.toMatchObject({ code: "photo_gone" });
  expect((await store.drafts.get(id))!.answers).toMatchObject({ "hidden.item": noted });
  await store.photos.mark(sha256, { spoiled: false });
  expect(JSON.parse((await store.seal(id)).body).answers).not.toHaveProperty("hidden.item");
});

test("times carry the phone's offset", () => {
  const now = Date.parse("2021-03-01T00:00:00Z");
  expect(instant(now)).toMatch(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d$/);
  expect(Date.parse(instant(now))).toBe(now);
});

test("a signature says what was shown, and is void when that changes", async () => {
  const store = await linsPhone();
  const draft = await filledDraft(store);
  const { content_digest, rev } = draft.signatures[0]!;
  expect([content_digest, rev]).toEqual([await store.drafts.shown(draft), 1]);
  await store.drafts.answer(draft.id, "kitchen.camera", { value: "fail" });
  await expect(store.seal(draft.id)).rejects.toMatchObject({ code: "signature_void" });
  await store.drafts.answer(draft.id, "kitchen.camera", { value: "pass" });
  expect((await store.seal(draft.id)).rev).toBe(1);
});

test("a photo that is added after the signature makes it void", async () => {
  const store = await linsPhone();
  const draft = await filledDraft(store);
  await store.photos.add(draft.id, "kitchen.camera", picture("another"), "camera");
  await expect(store.seal(draft.id)).rejects.toMatchObject({ code: "signature_void" });
});

test("a note that got no result is not part of what was shown", async () => {
  const store = await linsPhone();
  const draft = await filledDraft(store);
  await store.drafts.answer(draft.id, "cold.temperature", { value: null, note: "later" });
  expect((await store.seal(draft.id)).rev).toBe(1);
});
