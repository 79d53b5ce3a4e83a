// Lists the acceptances of a unit work, puts them in words, and numbers the next one.
import type { Attempt, Premises, Store } from "../../data";
import { showDay } from "../../ui/formats/format";
import { t, word } from "../../ui/texts/texts-more";

/** Lists the meetings the server knows, then those sealed on this phone that it does not know yet. */
export async function attemptsOf(store: Store, work: Premises): Promise<Attempt[]> {
  const atServer = work.attempts ?? [];
  const known = new Set(atServer.map((one) => one.inspection));
  const own = [...(await store.outbox.all()), ...(await store.sent.all())].filter(
    (job) => job.acceptance?.unit_work === work.id && !known.has(job.id),
  );
  const onPhone = own.map((job) => ({
    inspection: job.id,
    no: null,
    on: job.on ?? "",
    outcome: job.acceptance?.void ? "void" : null,
    reopened: false,
  }));
  return [...atServer, ...onPhone];
}

/** Numbers the next meeting; void meetings have no number. */
export const nextNumber = (attempts: readonly Attempt[]): number =>
  attempts.filter((one) => one.outcome !== "void").length + 1;

export function attemptWords(attempts: readonly Attempt[]): string {
  const last = attempts.at(-1);
  if (!last) return t("accept.none-yet");
  const outcome = last.outcome ? word("result", last.outcome) : t("accept.open");
  const said = last.no === null ? outcome : t("accept.nth-was", { n: last.no, outcome });
  return [said, last.on && showDay(last.on), last.reopened && t("accept.reopened")]
    .filter(Boolean)
    .join(t("word.between"));
}
