// Puts an item of a scored table on the order: the inspector selects which, with what measure and term.
import type { Draft } from "../../data";
import type { Mark } from "../../rules";
import { mayBeOrdered, measuresFor, type Measure } from "../../rules/corrections";
import { addWorkdays } from "../../rules/workdays";
import { Deadline } from "../../ui/controls/Deadline";
import { OptionButton } from "../../ui/controls/OptionButton";
import { t, type CorrectionKey } from "../../ui/texts/texts-corrections";
import { lossOf, useApp } from "../context";
import { termOf } from "./asked";
import "../../styles/deadline.css";

export function OnOrder({ draft, mark: { item, key } }: { draft: Draft; mark: Mark }) {
  const { store, tell } = useApp();
  if (!mayBeOrdered(item)) return null;
  const before = draft.corrections?.find((one) => one.item === key)?.measure;
  const chosen = draft.measures?.[key] ?? (before as Measure | undefined) ?? null;
  const days = termOf(draft, key);
  const failed = (error: unknown) => tell(lossOf(error));
  const choose = (measure: Measure | null) =>
    void store
      .asking()
      .then((asking) => asking.chooseMeasure(draft.id, key, measure))
      .catch(failed);
  const chooseTerm = (term: number) =>
    void store
      .asking()
      .then((asking) => asking.chooseTerm(draft.id, key, term))
      .catch(failed);
  return (
    <section class="block" data-test="on-order">
      <div class="options option-many">
        <OptionButton
          chosen={chosen !== null}
          test="select-correction"
          onClick={() => choose(chosen === null ? "order" : null)}
        >
          {t("measure.select")}
        </OptionButton>
      </div>
      {chosen !== null && (
        <>
          <div class="deadline" role="group" aria-label={t("measure.name")}>
            {measuresFor(draft.premises.kind)
              .filter((one) => one !== "on_the_spot")
              .map((one) => (
                <button
                  type="button"
                  aria-pressed={chosen === one}
                  data-test={`measure-${one}`}
                  onClick={() => one !== chosen && choose(one)}
                >
                  {t(`measure.${one}` as CorrectionKey)}
                </button>
              ))}
          </div>
          <Deadline days={days} own={null} until={addWorkdays(draft.on, days).day} onChange={chooseTerm} />
        </>
      )}
    </section>
  );
}
