// Why the result is what it is, in one sentence.
import type { Score, Step } from "../rules";
import { either, t } from "../ui/texts";

export function reasonOf(
  { failed, result }: Pick<Score, "failed" | "result">,
  steps: readonly Step[],
): string {
  const counted = steps.filter((step) => failed.includes(step.item.id) && step.item.vetoes !== "coverage");
  const keys = counted.filter((step) => step.item.class === "key");
  if (keys[0]) return t("why.key", { n: keys.length, first: either(keys[0].item) });
  if (counted.length)
    return t(result === "nonconform" ? "why.general-many" : "why.general", { n: counted.length });
  return t("why.none");
}
