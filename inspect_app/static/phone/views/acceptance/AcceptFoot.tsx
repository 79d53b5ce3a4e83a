// Starts the next acceptance of a unit work and says which number it will have, or resumes the one that is
// open.
import { useState } from "preact/hooks";
import type { Premises } from "../../data";
import { NextButton } from "../../ui/controls/NextButton";
import { ProblemBox } from "../../ui/controls/Problem";
import { t } from "../../ui/texts/texts-more";
import { startAcceptance, resumeWork } from "../premises/start-inspection";
import { problemOf, useApp, useLive } from "../context";
import { attemptsOf, nextNumber } from "./attempts";

export function AcceptFoot({ work }: { work: Premises }) {
  const { store } = useApp();
  const [problem, setProblem] = useState<ReturnType<typeof problemOf> | null>(null);
  const found = useLive(
    ["premises", "drafts", "outbox", "sent"],
    async (store) => ({
      draft: (await store.drafts.all()).find((one) => one.acceptance?.unit_work === work.id) ?? null,
      next: nextNumber(await attemptsOf(store, (await store.premises.byId(work.id)) ?? work)),
    }),
    [work.id],
  );
  if (found === undefined || !work.parent) return null;
  const { draft, next } = found;
  const start = () =>
    (draft
      ? resumeWork(store, { id: draft.id, draft })
      : startAcceptance(store, work.parent!, work.id)
    ).catch((error: unknown) => setProblem(problemOf(error)));
  return (
    <footer class="foot foot-column">
      {problem && <ProblemBox problem={problem} />}
      {!draft && next > 1 && <p class="small">{t("accept.nth-first-counts", { n: next })}</p>}
      <NextButton test="start" onClick={() => void start()}>
        {draft ? t("accept.go-on") : t("accept.start", { n: next })}
      </NextButton>
    </footer>
  );
}
