// Reads what the papers of one inspection are made of: the sealed record and what this phone knows beside it.
import type { Person, Premises, SentRecord, Uuid } from "../../data";
import type { Checklist } from "../../rules";
import { useLive } from "../context";

export interface Paper {
  record: SentRecord;
  checklist: Checklist;
  premises: Premises | null;
  people: ReadonlyMap<Uuid, Person>;
}

/** Undefined until it is read; `away`: no such record here, `no-checklist`: no words to print it with. */
export function usePaper(id: Uuid): Paper | "away" | "no-checklist" | undefined {
  return useLive(
    ["outbox", "sent", "checklists", "people"],
    async (store): Promise<Paper | "away" | "no-checklist"> => {
      const record = (await store.outbox.get(id)) ?? (await store.sent.get(id));
      if (!record) return "away";
      const { checklist, premises } = record.body;
      const published = await store.checklists.get(checklist.code, checklist.version);
      if (!published) return "no-checklist";
      const people = await store.people.all();
      return {
        record,
        checklist: published.object,
        premises: await store.premises.byId(premises.id),
        people: new Map(people.map((one) => [one.id, one])),
      };
    },
    [id],
  );
}
