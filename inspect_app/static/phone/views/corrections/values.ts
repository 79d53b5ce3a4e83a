// Reads what was measured at a recheck.
import type { Premises, RecheckDraft } from "../../data";
import { judge, type Facts, type Item } from "../../rules";
import { dayOf } from "../../ui/formats/format";

/** What the limits of an item look at. */
export const factsOf = (premises: Premises | null): Facts =>
  new Map<string, unknown>([
    ...Object.entries(premises?.attrs ?? {}).map(([name, value]) => [`attr:${name}`, value] as const),
    ["on", dayOf(Date.now())],
  ]);

/** Reads what was typed; null where nothing was, or no number that the item takes. */
export function valueOf(
  item: Item | null,
  { value }: Pick<RecheckDraft, "value">,
  facts: Facts,
): number | null {
  const text = value.trim().replace("−", "-");
  const number = text === "" ? Number.NaN : Number(text);
  if (item?.type !== "number" || !Number.isFinite(number)) return null;
  return judge(item, { value: number }, facts).refused ? null : number;
}
