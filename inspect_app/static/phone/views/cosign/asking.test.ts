import { beforeEach, expect, it } from "vitest";
import { makeKey, type OwnKey } from "../../data/keys/own-keys";
import "../../testing/makers";
import { faultOf, type Asking } from "./asking";
import { answerWith } from "./answering";
import { readAnswered, type Answered, type Asked } from "./codes";

const asked = (user: string): Asked => ({
  ...{ user, author: "lin", rev: 1, content_digest: "7c".repeat(32), round: false },
  seen: [],
});

let key: OwnKey;
let asking: Asking;
let answered: Answered;

beforeEach(async () => {
  const user = crypto.randomUUID();
  key = await makeKey(user);
  asking = {
    asked: asked(user),
    listed: [],
    drafts: [],
    second: { id: user, name: "赵", badge: null, keys: [] },
  };
  answered = (await readAnswered(await answerWith(asking.asked, key)))!;
});

it("takes no signature of somebody else", async () => {
  expect(await faultOf({ ...answered, user: "mei" }, asking)).toBe("other-person");
});

it.each([{ content_digest: "00" }, { rev: 2 }, { round: true }])(
  "takes none that was given for other content",
  async (other) => {
    expect(await faultOf({ ...answered, ...other }, asking)).toBe("other-content");
  },
);

it("takes none that the key did not make, or whose key is another than it says", async () => {
  expect(await faultOf({ ...answered, signed_at: "2022-09-14T11:03:00+08:00" }, asking)).toBe("wrong");
  expect(await faultOf({ ...answered, key: "k".repeat(43) }, asking)).toBe("wrong");
  const other = await makeKey(crypto.randomUUID());
  expect(await faultOf({ ...answered, x: other.x, y: other.y }, asking)).toBe("wrong");
});

it("takes none of a key that is known to be revoked", async () => {
  const known = { id: key.id, x: key.x, y: key.y, from: "2022-01-01T00:00:00+08:00", until: null };
  const revoked = { ...known, until: "2022-09-01T00:00:00+08:00" };
  const with_ = (one: typeof known | typeof revoked): Asking => ({
    ...asking,
    second: { ...asking.second!, keys: [one] },
  });
  expect(await faultOf(answered, with_(revoked))).toBe("revoked");
  expect(await faultOf(answered, with_(known))).toBeNull();
});

it("takes one of a key that did not come down yet: the server knows best", async () => {
  expect(await faultOf(answered, asking)).toBeNull();
});

it("signs a round as one", async () => {
  const round = { ...asking, asked: { ...asking.asked, round: true } };
  const whole = (await readAnswered(await answerWith(round.asked, key)))!;
  expect(await faultOf(whole, round)).toBeNull();
  expect(await faultOf({ ...whole, round: false }, asking)).toBe("wrong");
});
