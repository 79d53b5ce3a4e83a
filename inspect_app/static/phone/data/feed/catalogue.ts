/** Reads what was pulled: premises, checklists, people. Nothing here writes. */
import { makeChildren } from "./children";
import type { Connection } from "../connection";
import { checklistOf, personOf, premisesOf, type ChecklistText } from "./decoders";
import { listRows } from "./rows";
import type { Day, Person, Premises, PublishedChecklist } from "../types";

export function makePremises(connection: Connection) {
  const firstBy = (index: "token" | "code", value: string) =>
    connection.read(["rows"], async (tx) => (await tx.objectStore("rows").index(index).get(value)) ?? null);

  return {
    /** Reads all premises of this user's scopes, unsorted. */
    all: (): Promise<Premises[]> =>
      connection.read(["rows"], async (tx) => (await listRows(tx, "premises")).map(premisesOf)),
    async byId(id: string): Promise<Premises | null> {
      const row = await connection.read(["rows"], (tx) => tx.objectStore("rows").get(["premises", id]));
      return row ? premisesOf(row) : null;
    },
    /** Finds a premises by the token of a posted code, also a replaced one (`revoked`). Null is no error:
     * it is not in this user's list. */
    async byToken(token: string): Promise<{ premises: Premises; state: "current" | "revoked" } | null> {
      const row = await firstBy("token", token);
      if (!row) return null;
      const premises = premisesOf(row);
      return { premises, state: premises.qr.current === token ? "current" : "revoked" };
    },
    /** Finds a premises by the typed short code; spaces, hyphens and small letters are forgiven. */
    async byCode(typed: string): Promise<Premises | null> {
      const row = await firstBy("code", typed.replace(/[\s-]/g, "").toUpperCase());
      return row ? premisesOf(row) : null;
    },
    ...makeChildren(connection),
  };
}

const isInForce = ({ valid_from, valid_to }: ChecklistText, on: Day): boolean =>
  (valid_from ?? "") <= on && on <= (valid_to ?? "9999");
const byNewest = (a: ChecklistText, b: ChecklistText): number =>
  (b.valid_from ?? "").localeCompare(a.valid_from ?? "") ||
  b.version.localeCompare(a.version, "en", { numeric: true });

export function makeChecklists(connection: Connection) {
  const parsed = new Map<string, PublishedChecklist>();

  function open({ body, ...about }: ChecklistText): PublishedChecklist {
    const known = parsed.get(about.sha256) ?? { ...about, object: JSON.parse(body) };
    parsed.set(about.sha256, known);
    return known;
  }

  /** Lists the pulled checklists and the pinned ones: those that a draft uses outlive the cache. */
  const list = () =>
    connection.read(["rows", "pinned"], async (tx) => {
      const pulled = (await listRows(tx, "checklist")).map((row) => row.data);
      return [...pulled, ...(await tx.objectStore("pinned").getAll())].map(checklistOf);
    });

  return {
    /** Lists the checklists of that kind in force on that day, by code, each in its newest version. */
    async forKind(kind: string, on: Day): Promise<PublishedChecklist[]> {
      const found = (await list()).filter((data) => data.kinds.includes(kind) && isInForce(data, on));
      const newest = new Map(
        found
          .sort(byNewest)
          .reverse()
          .map((data) => [data.code, data]),
      );
      return [...newest.values()].sort((a, b) => a.code.localeCompare(b.code)).map(open);
    },
    async get(code: string, version: string): Promise<PublishedChecklist | null> {
      const found = (await list()).find((data) => data.code === code && data.version === version);
      return found ? open(found) : null;
    },
  };
}

export function makePeople(connection: Connection) {
  return {
    /** Lists who may be the second inspector; the signed-in user is among them. */
    all: (): Promise<Person[]> =>
      connection.read(["rows"], async (tx) => (await listRows(tx, "person")).map(personOf)),
  };
}
