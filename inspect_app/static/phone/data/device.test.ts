import { afterEach, expect, test, vi } from "vitest";
import { LIN } from "../testing/makers";
import { currentUser, rememberUser } from "./device";
import { listKnownUsers } from "./known";

afterEach(() => {
  vi.restoreAllMocks();
});

const refused = () => {
  throw new DOMException("Connection to Indexed Database server lost", "UnknownError");
};

test("a storage that does not open once is opened again and still knows its user", async () => {
  await rememberUser(LIN);
  vi.spyOn(indexedDB, "open").mockImplementationOnce(refused);
  expect(await currentUser()).toEqual(LIN);
});

test("a connection that closed before the user was read is opened again", async () => {
  await rememberUser(LIN);
  vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementationOnce(refused);
  expect(await currentUser()).toEqual(LIN);
});

test("a storage that stays shut is told as lost, never as nobody", async () => {
  const open = vi.spyOn(indexedDB, "open").mockImplementation(refused);
  await expect(currentUser()).rejects.toMatchObject({ code: "storage_lost" });
  await expect(rememberUser(LIN)).rejects.toMatchObject({ code: "storage_lost" });
  expect(open).toHaveBeenCalledTimes(4);
});

test("a user who finds no room on a full phone is told just that", async () => {
  vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
    throw new DOMException("", "QuotaExceededError");
  });
  await expect(rememberUser(LIN)).rejects.toMatchObject({ code: "quota" });
});

test("whose work is here is found without the names, and never told as nobody's where nothing could be looked at", async () => {
  const names = vi
    .spyOn(indexedDB, "databases")
    .mockResolvedValue([{ name: `inspect:${LIN.id}`, version: 1 }]);
  vi.spyOn(indexedDB, "open").mockImplementation(refused);
  expect(await listKnownUsers()).toMatchObject([{ id: LIN.id }]);
  names.mockResolvedValue([]);
  await expect(listKnownUsers()).rejects.toMatchObject({ code: "storage_lost" });
});
