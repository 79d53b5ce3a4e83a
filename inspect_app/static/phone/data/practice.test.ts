import { expect, test, vi } from "vitest";
import { filledDraft, LIN, linsPhone, CANTEEN } from "../testing/makers";
import { invent } from "../views/practice/invent";
import { listKnownUsers } from "./known";
import { erasePractice, openPractice, sweepPractice } from "./practice";

const TODAY = "2022-09-14";
const names = async () => (await indexedDB.databases()).map(({ name }) => name);

async function practising() {
  const user = { ...LIN, id: crypto.randomUUID() };
  const real = await linsPhone(user);
  return { user, real, practice: await openPractice(user, () => invent(real, TODAY)) };
}

test("nobody's premises are practised at, and every checklist can be tried", async () => {
  const { real, practice } = await practising();
  const places = await practice.premises.all();
  expect(places.map((one) => [one.kind, one.name.endsWith("（示例）")])).toEqual([["canteen_school", true]]);
  expect(await practice.premises.byId(CANTEEN)).toBeNull();
  expect(await real.premises.byId(places[0]!.id)).toBeNull();
  const draft = await practice.drafts.start(places[0]!.id);
  expect(draft.checklist.code).toBe("canteen-school");
});

test("what is practised is nobody's unsent work, and the person's own goes untouched", async () => {
  const { user, real, practice } = await practising();
  const { id } = await filledDraft(real);
  const [place] = await practice.premises.all();
  const draft = await practice.drafts.start(place!.id);
  await practice.seal(draft.id);
  expect((await practice.outbox.count()).count).toBe(1);
  expect(await real.wire.counts()).toMatchObject({ records: 0, drafts: 1 });
  expect((await listKnownUsers()).filter((one) => one.id === `practice:${user.id}`)).toEqual([]);
  expect((await real.drafts.all()).map((one) => one.id)).toEqual([id]);
});

test("a reload goes on with it, and the end erases it", async () => {
  const { user, practice } = await practising();
  const [place] = await practice.premises.all();
  await practice.drafts.start(place!.id);
  practice.close();
  const again = await openPractice(user, () => Promise.reject(new Error("invented twice")));
  expect(await again.drafts.all()).toHaveLength(1);
  again.close();
  await erasePractice(user);
  expect(await names()).not.toContain(`practice:${user.id}`);
  expect(await names()).toContain(`inspect:${user.id}`);
});

test("what a killed app left goes with the next start, but nothing that a tab still holds", async () => {
  const { user, practice } = await practising();
  practice.close();
  for (const [locks, left] of [
    [undefined, true], // nobody knows whether a tab practises
    [asking(null), true],
    [asking({}), false],
  ] as const) {
    vi.stubGlobal("navigator", { locks });
    await sweepPractice(user);
    expect((await names()).includes(`practice:${user.id}`)).toBe(left);
  }
  vi.unstubAllGlobals();
});

const asking = (free: object | null) => ({
  request: (_name: string, _how: object, work: (free: object | null) => unknown) => work(free),
});
