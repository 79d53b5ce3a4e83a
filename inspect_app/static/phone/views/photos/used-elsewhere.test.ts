import { expect, it } from "vitest";
import type { Store } from "../../data";
import {
  CANTEEN,
  filledDraft,
  linsPhone,
  picture,
  premisesRow,
  scope,
  SCOPE,
  EPOCH,
} from "../../testing/makers";
import { usedElsewhere } from "./used-elsewhere";

const SECOND = "018f0000-0000-7000-8000-0000000000c2";

async function phoneWithTwo(): Promise<Store> {
  const store = await linsPhone();
  const row = premisesRow(SECOND, 2, { name: "第二食堂（示例）", code: "EF23GH45" });
  await store.wire.applyPage(EPOCH, [scope(SCOPE, [row], { state: "same", upto: 2 })]);
  return store;
}

async function namesAt(store: Store, premises: string, text: string): Promise<string[]> {
  const { id } = await store.drafts.start(premises);
  await store.photos.add(id, "kitchen.camera", picture(text), "album");
  return [...(await usedElsewhere(store, (await store.drafts.get(id))!)).values()];
}

it("says nothing of a photo that stands nowhere else, or twice at the same premises", async () => {
  const store = await phoneWithTwo();
  await filledDraft(store, "one");
  expect(await namesAt(store, SECOND, "another")).toEqual([]);
  expect(await namesAt(store, CANTEEN, "one")).toEqual([]);
});

it("names the premises of a draft that has the same photo", async () => {
  const store = await phoneWithTwo();
  await filledDraft(store, "one");
  expect(await namesAt(store, SECOND, "one")).toEqual(["第一食堂（示例）"]);
});

it("names the premises of a sealed inspection that has the same photo", async () => {
  const store = await phoneWithTwo();
  await store.seal((await filledDraft(store, "one")).id);
  expect(await store.drafts.all()).toEqual([]);
  expect(await namesAt(store, SECOND, "one")).toEqual(["第一食堂（示例）"]);
});
