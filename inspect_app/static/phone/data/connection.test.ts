import { afterEach, expect, test, vi } from "vitest";
import { CANTEEN, LIN, linsPhone } from "../testing/makers";
import { currentUser, rememberUser } from "./device";

afterEach(() => {
  vi.restoreAllMocks();
});

const closed = () => {
  throw new DOMException("The database connection is closing.", "InvalidStateError");
};

test("a storage that stays closed is told as lost, after one new opening", async () => {
  const store = await linsPhone();
  const transaction = vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(closed);
  await expect(store.drafts.all()).rejects.toMatchObject({
    code: "storage_lost",
    problem: { safe: false, next: "ask" },
  });
  expect(transaction).toHaveBeenCalledTimes(2);
});

test("a connection that the browser closed is opened once more and nobody notices", async () => {
  const store = await linsPhone();
  vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementationOnce(closed);
  expect(await store.premises.byId(CANTEEN)).not.toBeNull();
});

test("every write asks for strict durability", async () => {
  const store = await linsPhone();
  const transaction = vi.spyOn(IDBDatabase.prototype, "transaction");
  await store.drafts.start(CANTEEN);
  const writes = transaction.mock.calls.filter(([, mode]) => mode === "readwrite");
  expect(writes.length).toBeGreaterThan(0);
  for (const [, , options] of writes) expect(options).toEqual({ durability: "strict" });
});

test("what one tab writes, the other hears of", async () => {
  const store = await linsPhone();
  const heard = new Promise((resolve) => {
    new BroadcastChannel(`inspect:${store.user.id}`).onmessage = (event) => resolve(event.data);
  });
  await store.drafts.start(CANTEEN);
  expect(await heard).toEqual(["drafts"]);
});

test("the phone remembers its user until he signs out", async () => {
  await rememberUser(LIN);
  expect(await currentUser()).toEqual(LIN);
  await rememberUser(null);
  expect(await currentUser()).toBeNull();
});

const NAMES = ["TimeoutError", "DataError", "NotReadableError", "NotFoundError", "TransactionInactiveError"];

test.each(NAMES)("a write that ends in a %s is told as lost: it is nowhere", async (name) => {
  const store = await linsPhone();
  const { id } = await store.drafts.start(CANTEEN);
  vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
    throw new DOMException("", name);
  });
  await expect(store.photos.add(id, "kitchen.camera", new Blob(["photo"]), "camera")).rejects.toMatchObject({
    problem: { code: "storage_lost", safe: false },
  });
});
