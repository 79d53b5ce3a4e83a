import { afterEach, beforeEach, expect, test } from "vitest";
import { filledDraft, linsPhone } from "../testing/makers";
import { openPortal } from "../testing/portal";
import { makeServer } from "../testing/server";
import type { Store } from "../data";
import { createSync } from ".";

let store: Store;
let portal: Awaited<ReturnType<typeof openPortal>>;

beforeEach(async () => {
  store = await linsPhone();
  await store.seal((await filledDraft(store)).id);
  await makeServer(store.user.id);
});

afterEach(() => portal.close());

const sync = () => createSync(store).syncNow();
const DELIVERED = { online: true, problem: null, recordsWaiting: 0, photosWaiting: 0, signaturesWaiting: 0 };

test("nothing is led elsewhere: all arrives", async () => {
  portal = await openPortal("/none");
  expect(await sync()).toMatchObject(DELIVERED);
});

test.each(["/sync/hello", "/sync/push", "/sync/uploads"])(
  "what is led elsewhere at %s is not followed, counts as no answer, and nothing as sent by it",
  async (led) => {
    portal = await openPortal(led);
    const status = await sync();
    expect(status).toMatchObject({
      online: false,
      problem: { code: "offline" },
      recordsWaiting: 1,
      photosWaiting: 1,
      signaturesWaiting: 1,
    });
    expect(status.lastReceivedAt).toBeNull();
    expect(portal.seen).toEqual([]);
  },
);
