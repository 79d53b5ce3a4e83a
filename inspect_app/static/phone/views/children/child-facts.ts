// Lists what an inspector wants to know of a child before going there, besides its result.
import type { Premises } from "../../data";
import { t } from "../../ui/texts/texts-more";
import { ageOf, shortName } from "../premises/hierarchy";

export function factsOf(child: Premises, parent: Premises, today: string): string[] {
  if (child.kind === "elevator") return liftFacts(child, today);
  if (child.kind === "stall") return stallFacts(child, parent);
  return [];
}

function liftFacts(child: Premises, today: string): string[] {
  const age = ageOf(child, today);
  const code = child.attrs["device_code"] ?? child.attrs["use_registration"];
  return [
    age === null ? t("children.no-age") : t("children.age", { n: age }),
    ...(typeof code === "string" ? [code] : []),
  ];
}

/** Finds the trader's name, where the stall is called by its number. */
function stallFacts(child: Premises, parent: Premises): string[] {
  const number = shortName(child, parent.name);
  const named = shortName({ ...child, attrs: {} }, parent.name);
  const [before = "", ...after] = named.split(number);
  if (/[^\s，、-]/.test(before.replace("摊位", ""))) return [named];
  const trader = after.join(number).replace(/^[\s，、-]*(号摊位?|摊位)?[\s，、-]*/, "");
  return trader && trader !== named ? [trader] : [];
}
