// The one button of a premises: begin, go on with the draft, or mend what came back.
import { useState } from "preact/hooks";
import type { Premises } from "../data";
import { Icon } from "../ui/Icon";
import { findPlace } from "../ui/place";
import { ProblemBox } from "../ui/Problem";
import { go } from "../ui/router";
import { t } from "../ui/texts";
import { problemOf, useApp, useLive } from "./context";
import "../styles/row.css";

export function StartFoot({ premises, possible }: { premises: Premises; possible: boolean }) {
  const { store } = useApp();
  const [problem, setProblem] = useState<ReturnType<typeof problemOf> | null>(null);
  const draft = useLive(
    ["drafts"],
    async (kept) => (await kept.drafts.all()).find((one) => one.premises.id === premises.id) ?? null,
    [premises.id],
  );
  const returned = useLive(
    ["inspections", "drafts", "outbox"],
    async (kept) =>
      (await kept.inspections.returned()).find((one) => one.premises === premises.id && !one.mending) ?? null,
    [premises.id],
  );
  const open = async (work: () => Promise<{ id: string }>, fresh: boolean) => {
    try {
      const { id } = await work();
      if (fresh)
        void findPlace()
          .then((place) =>
            typeof place === "string"
              ? store.drafts.setPosition(id, null, t(`place.no-${place}`))
              : store.drafts.setPosition(id, place),
          )
          .catch(() => undefined);
      go(`/inspect/${id}`);
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  if (draft === undefined || returned === undefined) return null;
  const start = () =>
    open(
      () =>
        draft
          ? Promise.resolve(draft)
          : returned
            ? store.startRevision(returned.id)
            : store.drafts.start(premises.id),
      !draft && !returned,
    );
  const word = draft
    ? t("premises.continue")
    : returned
      ? t("premises.mend", { n: returned.returned.length })
      : t("premises.start");
  return (
    <footer class="foot foot-column">
      {problem && <ProblemBox problem={problem} />}
      {possible || draft || returned ? (
        <button
          type="button"
          class="button button-next foot-main"
          data-test="start"
          onClick={() => void start()}
        >
          {word}
          <Icon name="next" />
        </button>
      ) : (
        <p class="button button-blocked">{t("premises.no-checklist")}</p>
      )}
    </footer>
  );
}
