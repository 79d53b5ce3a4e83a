// The acceptances of a unit work in words, and which number the next one will have.
import type { Attempt, Premises, Store } from "../../data";
import { showDay } from "../../ui/formats/format";
import { t, word } from "../../ui/texts/texts-more";

/** What lies sealed on this phone and the server did not tell of yet. */
export async function attemptsOf(store: Store, work: Premises): Promise<Attempt[]> {
  const told = work.attempts ?? [];
  const known = new Set(told.map((one) => one.inspection));
  const own = [...(await store.outbox.all()), ...(await store.sent.all())].filter(
    (job) => job.acceptance?.unit_work === work.id && !known.has(job.id),
  );
  const mine = own.map((job) => ({
    inspection: job.id,
    no: null,
    on: job.on ?? "",
    outcome: job.acceptance?.void ? "void" : null,
    reopened: false,
  }));
  return [...told, ...mine];
}

/** Void meetings have no number. */
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
