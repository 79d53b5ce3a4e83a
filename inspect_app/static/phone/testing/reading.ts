/** A disk that does not give some bytes back. */
import { vi } from "vitest";

/** Reading these bytes does this, and everything else is as ever. */
export function whenRead(hash: string, fail: (table: IDBObjectStore) => never): void {
  const { get } = IDBObjectStore.prototype;
  vi.spyOn(IDBObjectStore.prototype, "get").mockImplementation(function (this: IDBObjectStore, key) {
    return this.name === "bytes" && key === hash ? fail(this) : get.call(this, key);
  });
}

export const fails = (name: string) => (): never => {
  throw new DOMException("", name);
};
