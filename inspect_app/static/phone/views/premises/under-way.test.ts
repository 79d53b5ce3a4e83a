import { setUnable } from "../../data/drafts/unable";
import { expect, it } from "vitest";
import { CANTEEN, EPOCH, filledDraft, linsPhone, scope } from "../../testing/makers";
import { mapSeen } from "./seen-today";
import { isDone, isSeenToday, mapUnderWay } from "./under-way";

const SITE = crypto.randomUUID();

/** What the server tells of an inspection of this person. */
const pulled = (user: string, state: string, checklist: string, body?: string, premises = SITE) =>
  scope(`user:${user}`, [
    {
      collection: "inspection",
      id: crypto.randomUUID(),
      seq: 1,
      rev: 1,
      data: { rev: 1, digest: "0".repeat(64), premises, checklist, state, result: null, returned: [], body },
    },
  ]);

it("asks nobody to go where the reviewer has it, and goes on with what was begun", async () => {
  const phone = await linsPhone();
  await phone.wire.applyPage(EPOCH, [pulled(phone.user.id, "received", "construction-special")]);
  expect(isDone((await mapUnderWay(phone)).get(SITE))).toBe(true);
  await filledDraft(phone);
  const draft = (await mapUnderWay(phone)).get(CANTEEN);
  expect([draft?.is, isDone(draft), isDone(undefined)]).toEqual(["draft", false, false]);
});

it.each([
  ["fix", "fix", false],
  ["quarantined", "quarantined", true],
  ["returned", "returned", false],
  ["waiting", "received", true],
])("tells %s as %s", async (state, is, done) => {
  const phone = await linsPhone();
  await phone.wire.applyPage(EPOCH, [pulled(phone.user.id, state, "construction-special", "{}")]);
  const found = (await mapUnderWay(phone)).get(SITE);
  expect([found?.is, isDone(found)]).toEqual([is, done]);
});

it("asks somebody to go where the server could not take it and nobody can go on with it here", async () => {
  const phone = await linsPhone();
  await phone.wire.applyPage(EPOCH, [pulled(phone.user.id, "fix", "construction-special")]);
  expect(isDone((await mapUnderWay(phone)).get(SITE))).toBe(false);
});

it("asks somebody to go again where nobody was let in, sealed, on its way or received", async () => {
  const phone = await linsPhone();
  const { id } = await filledDraft(phone);
  await setUnable(phone, id, { why: "closed", reason: "门锁着" });
  const record = await phone.seal(id);
  const rows = (state: string, result: string | null) =>
    phone.wire.applyPage(EPOCH, [
      scope(`user:${phone.user.id}`, [
        { ...{ collection: "inspection", id, seq: 1, rev: 1 }, data: { ...row, state, result } },
      ]),
    ]);
  const row = { ...{ rev: 1, digest: record.digest, premises: CANTEEN }, checklist: "any", returned: [] };
  const found = async () => (await mapUnderWay(phone)).get(CANTEEN);
  expect(await found()).toBeUndefined();
  expect((await mapSeen(phone, record.about.on!)).size).toBe(0);
  await rows("waiting", null);
  expect(await found()).toBeUndefined();
  await rows("received", "unable");
  expect(await found()).toBeUndefined();
  await rows("received", "conform");
  expect(isDone(await found())).toBe(false);
});

it("knows what was done today, sent or not", async () => {
  const phone = await linsPhone();
  const record = await phone.seal((await filledDraft(phone)).id);
  const today = record.about.on!;
  const found = (await mapUnderWay(phone)).get(CANTEEN);
  expect([isSeenToday(found, today), isSeenToday(found, "2099-01-01")]).toEqual([true, false]);
  expect([...(await mapSeen(phone, today)).keys()]).toEqual([CANTEEN]);
  expect((await mapSeen(phone, "2099-01-01")).size).toBe(0);
});

it.each(["received", "returned", "fix", "approved"])(
  "takes an acceptance that is %s for no visit of its site",
  async (state) => {
    const phone = await linsPhone();
    await phone.wire.applyPage(EPOCH, [pulled(phone.user.id, state, "construction-acceptance", "{}")]);
    expect((await mapUnderWay(phone)).has(SITE)).toBe(false);
  },
);
