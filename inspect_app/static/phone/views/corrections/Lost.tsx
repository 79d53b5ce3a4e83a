// Tells in words that a move did not count: what happened meanwhile, and that nothing of it is lost.
import type { Correction, LostMove } from "../../data";
import { t, word, type CorrectionKey } from "../../ui/texts/texts-corrections";
import { gap } from "../../ui/texts/texts";
import { problemOf, useApp } from "../context";
import { stateWord } from "./known";
import "../../styles/problem.css";

export function Lost({ move }: { move: LostMove }) {
  const { store, tell } = useApp();
  const { place, correction, photos, kept } = move;
  const read = () =>
    void store
      .corrections()
      .then((corrections) => corrections.acknowledge(move.id))
      .catch((error: unknown) => tell(problemOf(error)));
  return (
    <section class="problem" role="status" data-test="lost-move">
      <p>
        <b>{t(`lost.${move.move}` as CorrectionKey, { place })}</b>
      </p>
      <p>
        {correction ? happened(correction) : t("lost.unknown")}
        {gap()}
        {t(`lost.${kept ? "kept" : "here"}${photos ? "" : "-plain"}`, { n: photos })}
      </p>
      <button type="button" class="button" data-test="lost-read" onClick={read}>
        {t("lost.read")}
      </button>
    </section>
  );
}

function happened(correction: Correction): string {
  const { who = "supervisor", reason = "" } = correction.said ?? {};
  const now = t("lost.now", { who: word("lost", `who-${who}`), state: stateWord(correction) });
  // What the system did says its reason by a code.
  return reason && who !== "system" ? `${now}${gap()}${t("lost.reason", { reason })}` : now;
}
