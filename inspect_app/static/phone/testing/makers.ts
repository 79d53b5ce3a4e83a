/** Makers for the tests: Lin's phone with two canteens, a checklist and a second inspector on it. */
import "fake-indexeddb/auto";
import { openDB } from "idb";
import { openStore, type Store } from "../data";
import { digestOf } from "../data/hash";
import type { Tables } from "../data/schema";

export const LIN = { id: "018f0000-0000-7000-8000-000000000001", name: "林", role: "inspector" };
export const ZHAO = { id: "018f0000-0000-7000-8000-000000000002", name: "赵", role: "inspector" };
export const CANTEEN = "018f0000-0000-7000-8000-0000000000c1";
export const SCOPE = "area:310107005:canteen_school";
export const EPOCH = "epoch-one";

const ITEMS = [{ id: "kitchen.camera" }, { id: "cold.temperature" }];

export const premisesRow = (id: string, seq: number, over: Record<string, unknown> = {}) => ({
  collection: "premises",
  id,
  seq,
  rev: 1,
  data: {
    kind: "canteen_school",
    code: "AB23CD45",
    name: "第一食堂（示例）",
    area: "310107005",
    address: "",
    lat: null,
    lng: null,
    attrs: { stage: "小学" },
    parent: null,
    status: "open",
    last: null,
    qr: { current: "tokenNow", revoked: ["tokenOld"] },
    ...over,
  },
});

export async function checklistRow(
  seq: number,
  { code = "canteen-school", version = "2021.1", kind = "canteen_school", valid_from = "2021-01-01" } = {},
) {
  const body = JSON.stringify({ code, version, items: ITEMS });
  const sha256 = await digestOf(body);
  return {
    collection: "checklist",
    id: `${code}:${version}`,
    seq,
    rev: 1,
    data: { code, version, sha256, kinds: [kind], valid_from, valid_to: null, body },
  };
}

export const scope = (name: string, rows: object[], over: object = {}) => ({
  scope: name,
  state: "new" as const,
  upto: rows.length,
  more: false,
  rows: rows as never[],
  gone: [],
  ...over,
});

/** A store of its own for each test, filled as by a first pull. */
export async function linsPhone(user = { ...LIN, id: crypto.randomUUID() }): Promise<Store> {
  const store = openStore(user, {
    shrinkWith: async (file) => ({
      bytes: await file.arrayBuffer(),
      type: "image/jpeg",
      width: 1,
      height: 1,
    }),
  });
  await store.wire.applyPage(EPOCH, [
    scope(SCOPE, [premisesRow(CANTEEN, 1)]),
    scope("catalogue", [
      await checklistRow(1),
      { collection: "person", id: ZHAO.id, seq: 2, rev: 1, data: { name: ZHAO.name, badge: "沪0002" } },
    ]),
  ]);
  return store;
}

/** How far each scope is on this phone. */
export async function cursorsOf({ user }: Store): Promise<Record<string, number>> {
  const db = await openDB<Tables>(`inspect:${user.id}`);
  const cursors = await db.getAll("cursors");
  db.close();
  return Object.fromEntries(cursors.map(({ scope, seq }) => [scope, seq]));
}

export const picture = (text: string): File =>
  new File([text], "photo.jpg", { type: "image/jpeg", lastModified: 1_600_000_000_000 });

/** A draft with one answer, one photo and both signatures. */
export async function filledDraft(store: Store, text = "picture") {
  const { id } = await store.drafts.start(CANTEEN);
  await store.drafts.answer(id, "kitchen.camera", { value: "pass" });
  await store.photos.add(id, "kitchen.camera", picture(text), "camera");
  await store.drafts.setSecond(id, ZHAO.id);
  await store.drafts.refuse(id, "不在场");
  await signForZhao(store, id, text);
  return (await store.drafts.get(id))!;
}

/** What is changed afterwards makes it void. */
export async function signForZhao(store: Store, id: string, text = "picture"): Promise<void> {
  const drawn = new TextEncoder().encode(`${text} 赵`).buffer as ArrayBuffer;
  await store.photos.sign(id, { role: "inspector", user: ZHAO.id }, drawn);
}
