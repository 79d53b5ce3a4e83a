import { expect, test } from "vitest";
import { filledDraft, linsPhone } from "../../testing/makers";
import { base64url, makeServer } from "../../testing/server";
import { fits, isSigned, parseReceipt } from "./receipts";

async function receiptOfOne() {
  const store = await linsPhone();
  const server = await makeServer(store.user.id);
  const record = await store.seal((await filledDraft(store)).id);
  return { store, server, record, receipt: await server.receiptOf(record, "stored") };
}

const withHeader = (receipt: string, header: object) =>
  [base64url(JSON.stringify(header)), ...receipt.split(".").slice(1)].join(".");

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
    expect(parseReceipt(text)).toBeNull();
  }
});

/** The last sign of a part of 64 bytes stands for two bits, and for four that say nothing. */
function withSpareBits(receipt: string): string {
  const signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return receipt.slice(0, -1) + signs[signs.indexOf(receipt.at(-1)!) + 1];
}

test("a signature is written in one way only", async () => {
  const { receipt } = await receiptOfOne();
  const [head, body, tail] = receipt.split(".") as [string, string, string];
  expect(parseReceipt(receipt)).not.toBeNull();
  for (const text of [
    `${receipt}=`,
    `${receipt}==`,
    withSpareBits(receipt),
    `${receipt}\n`,
    ` ${receipt}`,
    `${head}.${body}. ${tail}`,
    `${head.padEnd(Math.ceil(head.length / 4) * 4, "=")} .${body}.${tail}`,
    `${head}.${body}=.${tail}`,
  ]) {
    expect(parseReceipt(text), JSON.stringify(text)).toBeNull();
  }
});

test("a header that asks for more than we understand is no header of ours", async () => {
  const { receipt } = await receiptOfOne();
  const ours = { alg: "ES256", typ: "receipt+jws", kid: "one" };
  expect(parseReceipt(withHeader(receipt, ours))).not.toBeNull();
  for (const crit of [["exp"], ["b64"], [], null]) {
    expect(parseReceipt(withHeader(receipt, { ...ours, crit }))).toBeNull();
  }
});

test("one changed sign breaks the signature", async () => {
  const { server, receipt } = await receiptOfOne();
  expect(await isSigned(parseReceipt(receipt)!, server.jwk)).toBe(true);
  const [head, body, tail] = receipt.split(".");
  const forged = parseReceipt(
    `${head}.${base64url(atob(body!.replace(/-/g, "+").replace(/_/g, "/")).replace("stored", "kept  "))}.${tail}`,
  )!;
  expect(await isSigned(forged, server.jwk)).toBe(false);
});

test("a genuine receipt for something else proves nothing here", async () => {
  const { store, record, receipt } = await receiptOfOne();
  const { payload } = parseReceipt(receipt)!;
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
