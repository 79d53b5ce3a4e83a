// Finds the day that the register knows and an item asks to be read on site.
import type { Facts, Item } from "../../rules";

const SAME: Record<string, string> = {
  "elevator.insp-tag": "next_inspection_on",
  "market.fair-scale": "fair_scale_valid_to",
  "stall.scale-verified": "scale_valid_to",
};

export function knownDay({ id }: Pick<Item, "id">, facts: Facts): string | undefined {
  const day = facts.get(`attr:${SAME[id] ?? ""}`);
  return typeof day === "string" ? day : undefined;
}
