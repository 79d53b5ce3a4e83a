// Reads what the papers of one inspection are made of: the sealed record and what this phone knows beside it.
import type { Correction, Person, Premises, SentRecord, Uuid } from "../../data";
import type { Checklist } from "../../rules";
import { useLive } from "../context";

export interface Paper {
  record: SentRecord;
  checklist: Checklist;
  premises: Premises | null;
  people: ReadonlyMap<Uuid, Person>;
  /** Its corrections as they stand, by id, and how the order was served. */
  served: ReadonlyMap<Uuid, Correction>;
  how: string | null;
}

/** Undefined until it is read; `away`: no such record here, `no-checklist`: no words to print it with. */
export function usePaper(id: Uuid): Paper | "away" | "no-checklist" | undefined {
  return useLive(
    ["outbox", "sent", "checklists", "people", "inspections"],
    async (store): Promise<Paper | "away" | "no-checklist"> => {
      const record = (await store.outbox.get(id)) ?? (await store.sent.get(id));
      if (!record) return "away";
      const { checklist, premises } = record.body;
      const published = await store.checklists.get(checklist.code, checklist.version);
      if (!published) return "no-checklist";
      const people = await store.people.all();
      const { all } = await (await store.corrections()).read();
      const own = all.filter((one) => one.inspection === id);
      return {
        record,
        checklist: published.object,
        premises: await store.premises.byId(premises.id),
        people: new Map(people.map((one) => [one.id, one])),
        served: new Map(own.map((one) => [one.id, one])),
        how: own.find((one) => one.how !== null)?.how ?? null,
      };
    },
    [id],
  );
}
