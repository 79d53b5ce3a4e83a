import { expect, test } from "vitest";
import {
  CANTEEN,
  checklistRow,
  EPOCH,
  linsPhone,
  premisesRow,
  scope,
  SCOPE,
  ZHAO,
} from "../../testing/makers";

const OTHER = "018f0000-0000-7000-8000-0000000000c2";

async function phoneWithTwoLists() {
  const store = await linsPhone();
  await store.wire.applyPage(EPOCH, [
    scope(SCOPE, [premisesRow(OTHER, 2)], { upto: 2 }),
    scope("catalogue", [await checklistRow(3, { code: "canteen-fire" })], { upto: 3 }),
  ]);
  return store;
}

test("a checklist that the kind does not have cannot be begun", async () => {
  const store = await phoneWithTwoLists();
  await expect(store.drafts.start(CANTEEN, { code: "market" })).rejects.toMatchObject({
    code: "no_checklist",
  });
});

test("two checklists at one premises on one day are one visit, at another premises another", async () => {
  const store = await phoneWithTwoLists();
  const first = await store.drafts.start(CANTEEN, { code: "canteen-school" });
  const second = await store.drafts.start(CANTEEN, { code: "canteen-fire" });
  const elsewhere = await store.drafts.start(OTHER, { code: "canteen-school" });
  expect(second.checklist.code).toBe("canteen-fire");
  expect(second.visit).toBe(first.visit);
  expect(elsewhere.visit).not.toBe(first.visit);
});

test("a visit goes on after its first inspection was sealed", async () => {
  const store = await phoneWithTwoLists();
  const first = await store.drafts.start(CANTEEN, { code: "canteen-school" });
  await store.seal(first.id);
  expect((await store.drafts.start(CANTEEN, { code: "canteen-fire" })).visit).toBe(first.visit);
});

test("who was the second inspector is not asked again that day, but signs again", async () => {
  const store = await phoneWithTwoLists();
  const { id } = await store.drafts.start(CANTEEN, { code: "canteen-school" });
  await store.drafts.setSecond(id, ZHAO.id);
  const next = await store.drafts.start(OTHER, { code: "canteen-school" });
  expect(next.inspectors).toEqual([
    { user: store.user.id, cosigned: "self" },
    { user: ZHAO.id, cosigned: "signature" },
  ]);
  expect(next.signatures).toEqual([]);
});

test("a second inspector who left the list is asked for anew", async () => {
  const store = await phoneWithTwoLists();
  const { id } = await store.drafts.start(CANTEEN, { code: "canteen-school" });
  await store.drafts.setSecond(id, ZHAO.id);
  await store.wire.applyPage(EPOCH, [
    scope("catalogue", [], { upto: 4, gone: [{ collection: "person", id: ZHAO.id, seq: 4 }] }),
  ]);
  const next = await store.drafts.start(OTHER, { code: "canteen-school" });
  expect(next.inspectors).toHaveLength(1);
});
