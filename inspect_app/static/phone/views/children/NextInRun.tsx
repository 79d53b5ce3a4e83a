// Shows who is next in a run of stalls or lifts with why: due when, and what failed last time. One may be
// skipped, or found closed.
import { useState } from "preact/hooks";
import type { Premises } from "../../data";
import { NextButton } from "../../ui/controls/NextButton";
import { Mark } from "../../ui/drawings/Icon";
import { showDay } from "../../ui/formats/format";
import { t } from "../../ui/texts/texts-round";
import { problemOf, useApp, useLive } from "../context";
import { Facts } from "../premises/PremisesRow";
import { shortName } from "../premises/hierarchy";
import { startInspection } from "../premises/start-inspection";
import { dueOf } from "../today/due";
import { UnableHere } from "../unable/UnableHere";
import { factsOf } from "./child-facts";
import "../../styles/round.css";

export interface Run {
  next: Premises | null;
  skip: () => void;
}

/** Goes through those that wait in their order; who was skipped comes again after the others. */
export function useRun(waiting: readonly Premises[]): Run {
  const [skipped, setSkipped] = useState<readonly string[]>([]);
  const rank = (one: Premises) => skipped.lastIndexOf(one.id);
  const [next = null] = [...waiting].sort((a, b) => rank(a) - rank(b));
  return { next, skip: () => next && setSkipped([...skipped, next.id]) };
}

interface Props {
  run: Run;
  parent: Premises;
  today: string;
}

export function NextCard({ run: { next, skip }, parent, today }: Props) {
  const { tell } = useApp();
  const checklists =
    useLive(["checklists"], (store) => store.checklists.forKind(next?.kind ?? "", today), [next?.kind]) ?? [];
  if (!next) return null;
  const attempt = (work: Promise<void>) => void work.catch((error: unknown) => tell(problemOf(error)));
  return (
    <section class="card card-pad run-next" data-test="run-next">
      <p class="second">{t("run.next")}</p>
      <p class="run-name">
        <b lang="zh-CN">{shortName(next, parent.name)}</b>
        <Facts>{factsOf(next, parent, today)}</Facts>
      </p>
      <p>{dueWords(next, today)}</p>
      {next.last && next.last.failed.length > 0 && (
        <p class="signature-state" data-test="run-failed">
          <Mark name="fail" class="tone-fail" />
          {t("run.failed", { n: next.last.failed.length, day: showDay(next.last.on) })}
        </p>
      )}
      <div class="run-acts">
        <UnableHere premises={next} checklists={checklists} open={[]} onStart={attempt} />
        <button type="button" class="button" data-test="run-skip" onClick={skip}>
          {t("run.skip")}
        </button>
      </div>
    </section>
  );
}

function dueWords(next: Premises, today: string): string {
  const { on: due } = dueOf(next, today);
  if (due === null) return t(next.last ? "premises.due-now" : "premises.never");
  return t(due < today ? "run.overdue" : "run.due", { day: showDay(due) });
}

export function NextFoot({ run: { next }, parent }: Omit<Props, "today">) {
  const { store, tell } = useApp();
  if (!next) return null;
  const start = () => void startInspection(store, next.id).catch((error: unknown) => tell(problemOf(error)));
  return (
    <footer class="foot">
      <NextButton test="run-start" onClick={start}>
        {t("run.start", { name: shortName(next, parent.name) })}
      </NextButton>
    </footer>
  );
}
