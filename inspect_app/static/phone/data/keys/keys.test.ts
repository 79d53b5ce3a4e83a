import "fake-indexeddb/auto";
import { beforeEach, expect, it, test, vi } from "vitest";
import cases from "../../../../../tests/vectors/signatures/proofs.json";
import { CANTEEN, linsPhone, ZHAO } from "../../testing/makers";
import type { InspectionBody, SignatureRef } from "..";
import { roundDigest } from "../drafts/rounds";
import { dropKey, findKey, makeKey } from "./own-keys";
import { isGoodPin, openWithPin, setPin, waitAfter } from "./pins";
import { isProven, prove, thumbprint } from "./proofs";

for (const { name, x, y, signature, genuine } of cases)
  it(`agrees with the server: ${name}`, async () => {
    expect(await thumbprint({ x, y })).toBe(signature.key);
    expect(await isProven(signature as SignatureRef, { x, y })).toBe(genuine);
  });

let user: string;
beforeEach(() => {
  user = crypto.randomUUID();
});

test("a key is made once on a phone, and its private half cannot be taken out", async () => {
  const key = await makeKey(user);
  expect((await makeKey(user)).id).toBe(key.id);
  await expect(crypto.subtle.exportKey("pkcs8", key.private)).rejects.toThrow();
  await dropKey(user);
  expect(await findKey(user)).toBeNull();
});

test.each(["12345", "111111", "abcdef", ""])("%j is no PIN", (pin) => {
  expect(isGoodPin(pin)).toBe(false);
});

test("nobody's key opens without a PIN", async () => {
  await makeKey(user);
  expect(await openWithPin(user, "246810")).toEqual({ is: "wrong" });
});

test("wrong tries close it, longer each time, and the right PIN does not help meanwhile", async () => {
  await makeKey(user);
  await setPin(user, "246810");
  const now = 1_700_000_000_000;
  for (let n = 0; n < 3; n += 1) expect(await openWithPin(user, "135791", now)).toEqual({ is: "wrong" });
  expect(await openWithPin(user, "246810", now)).toEqual({ is: "closed", until: now + 30_000 });
  expect(await openWithPin(user, "246810", now + 30_000)).toMatchObject({ is: "open" });
  expect(await openWithPin(user, "246810", now)).toMatchObject({ is: "open" });
});

test("waits double up to a quarter of an hour", () => {
  expect([1, 2, 3, 4, 5, 20].map(waitAfter)).toEqual([0, 0, 30_000, 60_000, 120_000, 900_000]);
});

test("a try is counted before it is compared", async () => {
  await makeKey(user);
  await setPin(user, "246810");
  vi.spyOn(crypto.subtle, "deriveBits").mockRejectedValueOnce(new Error("killed"));
  await expect(openWithPin(user, "135791")).rejects.toThrow("killed");
  expect((await findKey(user))!.pin!.wrong).toBe(1);
});

test("what a colleague's key signed is sealed with its proof, and says how it came", async () => {
  const store = await linsPhone();
  const { id } = await store.drafts.start(CANTEEN);
  await store.drafts.setSecond(id, ZHAO.id);
  const draft = (await store.drafts.get(id))!;
  const key = await makeKey(ZHAO.id);
  const content_digest = await store.drafts.shown(draft);
  const seen = { user: ZHAO.id, signed_at: "2022-09-14T11:02:00+08:00", content_digest, rev: 1, key: key.id };
  const given = { ...seen, proof: await prove(seen, key.private) };
  const listed = [{ inspection: id, content_digest }];
  const proven = await store.proven();
  await proven.add(listed, given, "qr", new Blob(["code"]));
  const body: InspectionBody = JSON.parse((await store.seal(id)).body);
  expect(body.inspectors[1]).toEqual({ user: ZHAO.id, cosigned: "qr" });
  expect(await isProven(body.signatures[0]!, key)).toBe(true);
  expect(body).not.toHaveProperty("round");
});

test("one proof stands for a whole round, but for what changed since", async () => {
  const store = await linsPhone();
  const listed = [];
  for (const value of ["pass", "fail", "pass"]) {
    const { id } = await store.drafts.start(CANTEEN);
    await store.drafts.answer(id, "kitchen.camera", { value });
    const draft = await store.drafts.setSecond(id, ZHAO.id);
    listed.push({ inspection: id, content_digest: await store.drafts.shown(draft) });
  }
  await store.drafts.answer(listed[2]!.inspection, "kitchen.camera", { value: "fail" });
  const key = await makeKey(ZHAO.id);
  const content_digest = await roundDigest(listed);
  const signed_at = "2022-09-14T11:02:00+08:00";
  const seen = { user: ZHAO.id, signed_at, content_digest, rev: 1, round: true as const, key: key.id };
  const { round, ...given } = { ...seen, proof: await prove(seen, key.private) };
  const kept = await (await store.proven()).add(listed, given, "qr", new Blob(["code"]), round);
  expect(kept).toEqual(listed.slice(0, 2).map(({ inspection }) => inspection));
  const body: InspectionBody = JSON.parse((await store.seal(kept[0]!)).body);
  expect(body.round).toEqual(listed);
  expect(await isProven(body.signatures[0]!, key)).toBe(true);
});

test("a proof of content that is shown no more is not taken", async () => {
  const store = await linsPhone();
  const { id } = await store.drafts.start(CANTEEN);
  await store.drafts.setSecond(id, ZHAO.id);
  const content_digest = await store.drafts.shown((await store.drafts.get(id))!);
  await store.drafts.answer(id, "kitchen.camera", { value: "fail" });
  const given = { user: ZHAO.id, signed_at: "", content_digest, rev: 1, key: "k", proof: "p" };
  const adding = (await store.proven()).add(
    [{ inspection: id, content_digest }],
    given,
    "qr",
    new Blob(["c"]),
  );
  await expect(adding).rejects.toMatchObject({ code: "signature_void" });
});
