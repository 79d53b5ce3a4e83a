import { expect, test } from "vitest";
import { filledDraft, linsPhone } from "../../testing/makers";
import { makeServer } from "../../testing/server";
import { fits, isSigned, takeApart } from "./receipts";

async function receiptOfOne() {
  const store = await linsPhone();
  const server = await makeServer(store.user.id);
  const record = await store.seal((await filledDraft(store)).id);
  return { store, server, record, receipt: await server.receiptOf(record, "stored") };
}

const withHeader = (receipt: string, header: object) =>
  [btoa(JSON.stringify(header)), ...receipt.split(".").slice(1)].join(".");

test("what is no receipt of ours is not even looked at", async () => {
  const { receipt } = await receiptOfOne();
  for (const text of [
    "",
    "a.b",
    "a.b.c",
    `${receipt}.x`,
    withHeader(receipt, { alg: "none", typ: "receipt+jws", kid: "one" }),
    withHeader(receipt, { alg: "ES256", typ: "jwt", kid: "one" }),
  ]) {
    expect(takeApart(text)).toBeNull();
  }
});

test("one changed sign breaks the signature", async () => {
  const { server, receipt } = await receiptOfOne();
  expect(await isSigned(takeApart(receipt)!, server.jwk)).toBe(true);
  const [head, body, tail] = receipt.split(".");
  const forged = takeApart(
    `${head}.${btoa(atob(body!.replace(/-/g, "+").replace(/_/g, "/")).replace("stored", "kept  "))}.${tail}`,
  )!;
  expect(await isSigned(forged, server.jwk)).toBe(false);
});

test("a genuine receipt for something else proves nothing here", async () => {
  const { store, record, receipt } = await receiptOfOne();
  const { payload } = takeApart(receipt)!;
  const user = store.user.id;
  expect(fits(payload, record, user)).toBe(true);
  expect(fits(payload, record, "another")).toBe(false);
  for (const change of [
    { rev: 2 },
    { digest: "x" },
    { id: "x" },
    { v: 2 },
    { blobs: payload.blobs.slice(1) },
    { verdict: "fix" },
  ]) {
    expect(fits({ ...payload, ...change }, record, user)).toBe(false);
  }
});
