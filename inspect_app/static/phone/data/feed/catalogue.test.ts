import { expect, test } from "vitest";
import {
  CANTEEN,
  checklistRow,
  cursorsOf,
  EPOCH,
  linsPhone,
  premisesRow,
  scope,
  SCOPE,
} from "../../testing/makers";

const OTHER = "018f0000-0000-7000-8000-0000000000c2";

test("a code that is not in the list is nobody's", async () => {
  const store = await linsPhone();
  expect(await store.premises.byToken("stranger")).toBeNull();
  expect(await store.premises.byCode("ZZ99ZZ99")).toBeNull();
});

test("a posted code finds its premises, a replaced one says so, a typed one forgives", async () => {
  const store = await linsPhone();
  expect(await store.premises.byToken("tokenNow")).toMatchObject({
    premises: { id: CANTEEN },
    state: "current",
  });
  expect(await store.premises.byToken("tokenOld")).toMatchObject({
    premises: { id: CANTEEN },
    state: "revoked",
  });
  expect(await store.premises.byCode("ab23-cd 45")).toMatchObject({ id: CANTEEN });
});

test("a checklist is not in force before its day", async () => {
  const store = await linsPhone();
  expect(await store.checklists.forKind("canteen_school", "2020-12-31")).toEqual([]);
  const [found] = await store.checklists.forKind("canteen_school", "2021-01-01");
  expect(found!.object.items).toHaveLength(2);
});

test("a kind with several checklists offers each once, in its newest version in force", async () => {
  const store = await linsPhone();
  const site = (code: string, version: string, valid_from: string, seq: number) =>
    checklistRow(seq, { code, version, valid_from, kind: "construction_site" });
  await store.wire.applyPage(EPOCH, [
    scope("catalogue", [
      await site("construction-special", "2021.1", "2018-06-01", 3),
      await site("construction-special", "2021.2", "2021-05-01", 4),
      await site("construction-special", "2029.1", "2029-01-01", 5),
      await site("construction-jgj59", "2021.1", "2018-06-01", 6),
    ]),
  ]);
  const offered = await store.checklists.forKind("construction_site", "2021-06-01");
  expect(offered.map(({ code, version }) => [code, version])).toEqual([
    ["construction-jgj59", "2021.1"],
    ["construction-special", "2021.2"],
  ]);
});

test("a revoked scope takes its rows along and leaves the others", async () => {
  const store = await linsPhone();
  await store.wire.applyPage(EPOCH, [scope(SCOPE, [], { state: "revoked" })]);
  expect(await store.premises.all()).toEqual([]);
  expect(await store.people.all()).toHaveLength(1);
  expect(await cursorsOf(store)).toEqual({ catalogue: 2 });
});

test("a reset drops the old rows with the first page", async () => {
  const store = await linsPhone();
  await store.wire.applyPage("epoch-two", [scope(SCOPE, [premisesRow(OTHER, 1)], { state: "reset" })]);
  expect((await store.premises.all()).map((premises) => premises.id)).toEqual([OTHER]);
  expect(await store.meta.get("cursor_epoch")).toBe("epoch-two");
});

test("a row that moved to another scope survives the tombstone of the old one", async () => {
  const store = await linsPhone();
  await store.wire.applyPage(EPOCH, [
    scope("area:310107015:canteen_school", [premisesRow(CANTEEN, 1)]),
    scope(SCOPE, [], { upto: 2, gone: [{ collection: "premises", id: CANTEEN, seq: 2 }] }),
  ]);
  expect(await store.premises.byId(CANTEEN)).not.toBeNull();
  expect(await cursorsOf(store)).toMatchObject({ [SCOPE]: 2 });
});
