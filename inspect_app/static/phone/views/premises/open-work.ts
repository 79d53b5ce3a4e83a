// Lists what is open at a premises: drafts on this phone, and inspections that came back and nobody mends
// yet.
import type { Draft, Store, Uuid } from "../../data";
import { t } from "../../ui/texts/texts-more";

export interface OpenWork {
  id: Uuid;
  checklist: string;
  draft: Draft | null;
  /** How many items were sent back. */
  returned: number;
}

export async function listOpenWork(store: Store, premises: Uuid): Promise<OpenWork[]> {
  const drafts = (await store.drafts.all()).filter((one) => one.premises.id === premises);
  const returned = (await store.inspections.returned()).filter(
    (one) => one.premises === premises && !one.mending,
  );
  return [
    ...drafts.map((draft) => ({
      id: draft.id,
      checklist: draft.checklist.code,
      draft,
      returned: draft.returned.length,
    })),
    ...returned.map((row) => ({
      id: row.id,
      checklist: row.checklist,
      draft: null,
      returned: row.returned.length,
    })),
  ];
}

/** Words the button that mends; of what the server could not take, no item was sent back. */
export const wordsToMend = ({ returned }: OpenWork): string =>
  returned ? t("premises.mend", { n: returned }) : t("outbox.mend");
