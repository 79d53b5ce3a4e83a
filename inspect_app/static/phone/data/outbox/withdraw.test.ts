import { expect, test } from "vitest";
import { CANTEEN, EPOCH, filledDraft, linsPhone, scope } from "../../testing/makers";
import { mapSeen } from "../../views/premises/seen-today";
import { isDone, mapUnderWay } from "../../views/premises/under-way";
import { addMarked } from "../photos/marked";
import { hashesOf } from "../photos/references";
import { addVoice } from "../photos/voice";
import type { InspectionBody, PhotoRef } from "../types";

const REASON = "走错了门，应是隔壁食堂";

async function sealed() {
  const store = await linsPhone();
  const { id, on } = await filledDraft(store);
  return { store, on, record: await store.seal(id) };
}

const pull = ({ store, record }: Awaited<ReturnType<typeof sealed>>, state: string, over: object = {}) =>
  store.wire.applyPage(EPOCH, [
    scope(`user:${store.user.id}`, [
      {
        ...{ collection: "inspection", id: record.id, seq: 1, rev: 1 },
        data: {
          ...{ rev: 1, digest: record.digest, premises: CANTEEN, checklist: "canteen-school", state },
          ...{ result: null, returned: [], ...over },
        },
      },
    ]),
  ]);

const withdrawing = ({ store, record }: Awaited<ReturnType<typeof sealed>>, why = REASON) =>
  store.withdraw(record.id, why);

test("nobody withdraws without a reason, or what is not sealed here", async () => {
  const made = await sealed();
  await expect(withdrawing(made, "  ")).rejects.toMatchObject({ code: "no_reason" });
  await expect(made.store.withdraw(crypto.randomUUID(), REASON)).rejects.toMatchObject({
    code: "no_revision",
  });
  const { id } = await made.store.drafts.start(CANTEEN);
  await expect(made.store.withdraw(id, REASON)).rejects.toMatchObject({ code: "no_revision" });
});

test.each(["approved", "withdrawn", "quarantined"])("what is %s at the server stays", async (state) => {
  const made = await sealed();
  await pull(made, state);
  await expect(withdrawing(made)).rejects.toMatchObject({ code: "no_revision" });
});

test("what another phone mended is not withdrawn from here", async () => {
  const made = await sealed();
  await pull(made, "received", { rev: 2, digest: "2".repeat(64) });
  await expect(withdrawing(made)).rejects.toMatchObject({ code: "no_revision" });
});

test("it is withdrawn once", async () => {
  const made = await sealed();
  await withdrawing(made);
  await expect(withdrawing(made)).rejects.toMatchObject({ code: "no_revision" });
});

test.each([null, "received", "waiting", "returned"])("after %s its next revision says why", async (state) => {
  const made = await sealed();
  if (state) await pull(made, state);
  await withdrawing(made, ` ${REASON} `);
  const found = await made.store.outbox.get(made.record.id);
  expect(found).toMatchObject({ rev: 2, state: "ready", withdrawn: true });
  const { withdrawn, reason, sealed_at, ...body } = found!.body;
  expect([withdrawn, reason]).toEqual([REASON, REASON]);
  const { sealed_at: _, ...before } = JSON.parse(made.record.body);
  expect(body).toEqual(before);
  const [first, second] = (await made.store.wire.pending({ epoch: EPOCH }, Date.now(), true)).map(
    ({ rev, base, blobs }) => ({ rev, base, blobs: blobs.length }),
  );
  expect(second).toEqual({ rev: 2, base: made.record.digest, blobs: first!.blobs });
});

test("somebody has to go again, and is not asked whether he was there today", async () => {
  const made = await sealed();
  await pull(made, "received");
  expect(isDone((await mapUnderWay(made.store)).get(CANTEEN))).toBe(true);
  await withdrawing(made);
  expect(isDone((await mapUnderWay(made.store)).get(CANTEEN))).toBe(false);
  expect((await mapSeen(made.store, made.on)).size).toBe(0);
});

test("what the server says of it afterwards asks nobody to stay away either", async () => {
  const made = await sealed();
  await pull(made, "withdrawn", { result: "withdrawn" });
  expect((await mapUnderWay(made.store)).get(CANTEEN)?.is).not.toBe("received");
});

test("a photo that never reached anybody is left out", async () => {
  const made = await sealed();
  const [photo] = made.record.blobs;
  await made.store.photos.mark(photo!.sha256, { unreadable: true });
  await withdrawing(made);
  const found = (await made.store.outbox.get(made.record.id))!;
  expect(JSON.stringify(found.body)).not.toContain(photo!.sha256);
  expect(found.photos.each.map((one) => one.sha256)).not.toContain(photo!.sha256);
});

test("so is a voice note, and what was drawn on a photo that is lost", async () => {
  const store = await linsPhone();
  const { id } = await filledDraft(store);
  await store.drafts.setSecond(id, null);
  const photos = (await store.drafts.get(id))!.photos;
  const [[item, [photo]]] = Object.entries(photos) as [[string, [PhotoRef]]];
  const bytes = (text: string) => new TextEncoder().encode(text).buffer as ArrayBuffer;
  await addMarked(store, id, item, photo, bytes("drawn"));
  const voice = await addVoice(store, id, item, { bytes: bytes("spoken"), type: "audio/webm", seconds: 7 });
  await store.seal(id);
  for (const hash of [voice, photo.sha256]) await store.photos.mark(hash, { unreadable: true });
  await store.withdraw(id, REASON);
  const pending = await store.wire.pending({ epoch: EPOCH }, Date.now(), true);
  const { body, blobs } = pending.find(({ rev }) => rev === 2)!;
  const named = hashesOf(JSON.parse(body) as InspectionBody);
  expect(named.filter((hash) => [voice, photo.sha256].includes(hash))).toEqual([]);
  expect(blobs.map(({ sha256 }) => sha256).sort()).toEqual(named.sort());
});
