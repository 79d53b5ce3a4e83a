import { expect, test } from "vitest";
import { CANTEEN, EPOCH, linsPhone, picture, scope } from "../../testing/makers";
import { mapUnderWay } from "../../views/premises/under-way";

const PLACE = { id: CANTEEN, name: "第一食堂（示例）" };

async function phone() {
  const store = await linsPhone();
  return { store, proposals: await store.proposals() };
}

test("what is closed says how one knows", async () => {
  const { store, proposals } = await phone();
  await expect(proposals.add(PLACE, { about: "closed", note: " ", photos: [] })).rejects.toMatchObject({
    code: "no_reason",
  });
  expect((await store.outbox.count()).count).toBe(0);
});

test("another name is sealed as it is sent, and nothing of the list changes", async () => {
  const { store, proposals } = await phone();
  await proposals.add(PLACE, { about: "name", name: " 第二食堂（示例） ", photos: [] });
  const [record] = await store.wire.pending({ epoch: EPOCH }, Date.now(), true);
  expect(record).toMatchObject({ collection: "proposal", rev: 1, base: null, blobs: [] });
  const { author, schema, clock, app, at, ...rest } = JSON.parse(record!.body);
  expect([author, schema]).toEqual([store.user.id, 2]);
  expect(rest).toEqual({
    ...{ premises: CANTEEN, about: "name", name: "第二食堂（示例）" },
    ...{ photos: [], position: null },
  });
  expect((await store.premises.byId(CANTEEN))?.name).toBe(PLACE.name);
});

test("its photos go with it and wait to be sent", async () => {
  const { store, proposals } = await phone();
  await proposals.add(PLACE, { about: "code", photos: [{ file: picture("码"), source: "camera" }] });
  const [record] = await store.wire.pending({ epoch: EPOCH }, Date.now(), true);
  const [shot] = JSON.parse(record!.body).photos;
  expect(record!.blobs).toEqual([{ sha256: shot.sha256, size: 3, type: "image/jpeg" }]);
  expect((await store.wire.photosToSend()).map((one) => one.sha256)).toEqual([shot.sha256]);
  expect(await store.photos.bytes(shot.sha256)).not.toBeNull();
});

test("it stands in the outbox and keeps nobody from going there", async () => {
  const { store, proposals } = await phone();
  await proposals.add(PLACE, { about: "code", photos: [] });
  expect((await store.outbox.all()).map((job) => job.collection)).toEqual(["proposal"]);
  expect((await mapUnderWay(store)).has(CANTEEN)).toBe(false);
});

test("its author sees how it stands, and why it was rejected", async () => {
  const { store, proposals } = await phone();
  await proposals.add(PLACE, { about: "code", photos: [] });
  const [waiting] = await proposals.of(CANTEEN);
  expect(waiting).toMatchObject({ about: "code", state: "waiting" });
  await store.wire.applyPage(EPOCH, [
    scope(`user:${store.user.id}`, [
      {
        ...{ collection: "proposal", id: waiting!.id, seq: 1, rev: 1 },
        data: { premises: CANTEEN, about: "code", name: null, state: "rejected", reason: "码完好" },
      },
    ]),
  ]);
  expect(await proposals.of(CANTEEN)).toMatchObject([{ state: "rejected", reason: "码完好" }]);
  expect(await proposals.of(crypto.randomUUID())).toEqual([]);
});
