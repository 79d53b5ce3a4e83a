import { expect, test } from "vitest";
import { premisesRow } from "../../testing/makers";
import { backupOf, inspectionOf, outcomeOf, premisesOf } from "./decoders";

const row = (collection: string, data: Record<string, unknown>) => ({
  ...{ collection, id: "a", scope: "user:lin", seq: 1, rev: 1 },
  data,
});

test("a premises is read as the server wrote it", () => {
  const { data } = premisesRow("canteen", 1, {
    last: { on: "2021-09-01", result: "basic", failed: ["a.b"] },
  });
  expect(premisesOf(row("premises", data))).toEqual({ ...data, id: "a" });
});

test("what a row lacks is empty, and stops nobody", () => {
  expect(premisesOf(row("premises", { name: 7, qr: null }))).toMatchObject({
    name: "",
    attrs: {},
    last: null,
    qr: { current: null, revoked: [] },
  });
  expect(inspectionOf(row("inspection", { rev: 2 }))).toMatchObject({ rev: 2, returned: [] });
  expect(outcomeOf(row("outcome", { verdict: "stored" }))).toMatchObject({
    verdict: "stored",
    receipt: null,
  });
});

test("the inspection inside a backup comes out of its text", () => {
  const body = JSON.stringify({ for_rev: 2, inspection: { on: "2021-09-01" } });
  const blobs = [{ sha256: "ff", size: 3, type: "image/jpeg" }];
  expect(backupOf(row("draft", { rev: 4, digest: "d", body, blobs }))).toEqual({
    ...{ id: "a", rev: 4, digest: "d", blobs, for_rev: 2 },
    inspection: { on: "2021-09-01" },
  });
});

test("a field named like a prototype gives no object a field that it lacks", () => {
  const named = '{"__proto__": {"name": "foreign"}, "constructor": {"prototype": {"name": "foreign"}}}';
  const data = JSON.parse(
    `{"attrs": ${named}, "qr": ${named}, "last": ${named}, ${named.slice(1)}`,
  ) as Record<string, unknown>;
  const read = premisesOf(row("premises", data));
  expect(read).toMatchObject({ name: "", qr: { current: null, revoked: [] } });
  for (const one of [{}, read.attrs, read.qr, read.last]) expect(one).not.toHaveProperty("name", "foreign");
});
