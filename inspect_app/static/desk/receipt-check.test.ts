import { expect, test } from "vitest";
import { filledDraft, linsPhone } from "../phone/testing/makers";
import { base64url, makeServer } from "../phone/testing/server";
import { judgeReceipt, type Shown } from "./receipt-check";

async function oneReceipt() {
  const store = await linsPhone();
  const server = await makeServer(store.user.id);
  const record = await store.seal((await filledDraft(store)).id);
  const receipt = await server.receiptOf(record, "stored");
  const files = record.blobs.map((blob) => blob.sha256);
  const shown: Shown = {
    said: { digest: record.digest, id: record.id, rev: "1", user: store.user.id },
    files,
  };
  return { receipt, shown, keys: [{ ...server.jwk, kid: "one" }] };
}

const [ALG, TYP, KID] = ["ES256", "receipt+jws", "one"];
const withHeader = (receipt: string, header: object) =>
  [base64url(JSON.stringify(header)), ...receipt.split(".").slice(1)].join(".");
const changed = (receipt: string) => {
  const [head, body, tail] = receipt.split(".");
  const text = atob(body!.replace(/-/g, "+").replace(/_/g, "/"));
  return `${head}.${base64url(text.replace('"rev":1', '"rev":2'))}.${tail}`;
};

test("a changed receipt is not valid, and neither is what is no receipt of ours", async () => {
  const { receipt, shown, keys } = await oneReceipt();
  for (const text of [
    "",
    "a.b.c",
    changed(receipt),
    `${receipt}=`,
    ` ${receipt}`,
    `${receipt}.x`,
    withHeader(receipt, { alg: "none", typ: TYP, kid: KID }),
    withHeader(receipt, { alg: ALG, typ: TYP, kid: KID, crit: [] }),
    withHeader(receipt, { alg: ALG, typ: TYP, kid: "another" }),
  ])
    expect(await judgeReceipt(text, shown, keys), text).toBe("invalid");
});

test("what another key signed is not valid", async () => {
  const [ours, theirs] = [await oneReceipt(), await oneReceipt()];
  expect(await judgeReceipt(ours.receipt, ours.shown, theirs.keys)).toBe("invalid");
  expect(await judgeReceipt(ours.receipt, ours.shown, [])).toBe("invalid");
});

test("a page that shows something else than what was signed is told", async () => {
  const { receipt, shown, keys } = await oneReceipt();
  const said = (name: string) => ({ ...shown, said: { ...shown.said, [name]: "x" } });
  const pages = [said("user"), said("rev"), said("digest"), { ...shown, files: shown.files.slice(1) }];
  for (const page of [...pages, { ...shown, files: [...shown.files, "x"] }])
    expect(await judgeReceipt(receipt, page, keys)).toBe("differs");
});

test("a receipt as the server gave it is valid", async () => {
  const { receipt, shown, keys } = await oneReceipt();
  expect(await judgeReceipt(receipt, shown, keys)).toBe("valid");
});
