// Invents what is practised at: one premises of each kind, with something under it where that is inspected.
import type { PublishedChecklist, Store } from "../../data";
import { uuid7 } from "../../data/ids";
import type { InventedRow } from "../../data/practice";
import { childKind, hasNoRoutine, isChildKind } from "../../rules/kinds";
import { KINDS } from "../../rules/vocabulary";
import { t } from "../../ui/texts/texts-field";
import { kindWord } from "../kinds";

/** What makes the list of a kind worth trying. */
const ATTRS: Record<string, Record<string, unknown>> = {
  elevator: { residential: true, in_service_on: "2004-03-15" },
  construction_site: { major: true },
};

export async function invent(
  store: Store,
  today: string,
): Promise<{ checklists: PublishedChecklist[]; rows: InventedRow[] }> {
  const lists = new Map<string, PublishedChecklist>();
  const rows: InventedRow[] = [person(store.user.id, store.user.full_name ?? store.user.name)];
  rows.push(person(uuid7(), t("practice.colleague")));
  const area = (await store.premises.all())[0]?.area ?? "";
  const premises = (kind: string, name: string, parent: string | null) =>
    premisesIn(area, kind, name, parent);
  for (const kind of Object.keys(KINDS)) {
    const found = await store.checklists.forKind(kind, today);
    for (const one of found) lists.set(`${one.code}:${one.version}`, one);
    const child = childKind(kind);
    const below = child ? await store.checklists.forKind(child, today) : [];
    if (isChildKind(kind) || (!found.length && !below.length)) continue;
    const top = premises(kind, t("practice.premises", { kind: kindWord(kind) }), null);
    rows.push(top);
    if (child && (below.length || hasNoRoutine(child)))
      for (const n of [1, 2])
        rows.push(premises(child, t("practice.child", { kind: kindWord(child), n }), top.id));
  }
  return { checklists: [...lists.values()], rows };
}

const person = (id: string, name: string): InventedRow => ({
  collection: "person",
  id,
  data: { name, badge: null },
});

const premisesIn = (area: string, kind: string, name: string, parent: string | null): InventedRow => ({
  collection: "premises",
  id: uuid7(),
  data: {
    ...{ kind, name, parent, code: "23456789", area, address: "", lat: null, lng: null },
    ...{ attrs: ATTRS[kind] ?? {}, status: "open", last: null, qr: { current: null, revoked: [] } },
    ...(kind === "unit_work" ? { attempts: [] } : {}),
  },
});
