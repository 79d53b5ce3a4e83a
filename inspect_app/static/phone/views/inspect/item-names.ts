// Names an item of any checklist; one of a scored table with its table, and its label where there are
// several.
import type { PublishedChecklist } from "../../data";
import { either, t } from "../../ui/texts/texts";

type Named = Pick<PublishedChecklist, "object">;
interface Tables {
  tables?: { id: string; zh: string; en?: string }[];
}

export function itemName(checklists: readonly Named[], id: string): string {
  const [, label = ""] = /\[(.*)\]/.exec(id) ?? [];
  const plain = id.replace(/\[.*\]/, "");
  for (const { object } of checklists) {
    const item = object.items.find((one) => one.id === plain);
    if (!item) continue;
    const table = (object as Tables).tables?.find((one) => plain.startsWith(`${one.id}.`));
    return table ? [`${either(table)} ${label}`.trim(), either(item)].join(t("word.between")) : either(item);
  }
  return id;
}
