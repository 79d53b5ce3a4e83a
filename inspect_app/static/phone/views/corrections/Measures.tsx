// Asks what is done about a failed item; the usual measure is chosen already. Where nothing may be ordered it
// says that this is advice.
import type { Draft } from "../../data";
import type { Item } from "../../rules";
import { mayBeOrdered, measuresFor, type Measure } from "../../rules/corrections";
import { t, type CorrectionKey } from "../../ui/texts/texts-corrections";
import { lossOf, useApp } from "../context";
import { isShown, measureOf } from "./asked";
import "../../styles/deadline.css";

export function Measures({ draft, item }: { draft: Draft; item: Item }) {
  const { store, tell } = useApp();
  if (!mayBeOrdered(item))
    return (
      <p class="block small" data-test="advice">
        {t("measure.advice")}
      </p>
    );
  const chosen = measureOf(draft, item);
  const choose = (measure: Measure) =>
    void store
      .asking()
      .then((asking) => asking.chooseMeasure(draft.id, item.id, measure))
      .catch((error: unknown) => tell(lossOf(error)));
  return (
    <section class="block">
      <span class="block-name" id="measure-name">
        {t("measure.name")}
      </span>
      <div class="deadline" role="group" aria-labelledby="measure-name">
        {measuresFor(draft.premises.kind).map((one) => (
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
      {chosen === "on_the_spot" && !isShown(draft, item.id) && (
        <p class="block-needed" role="status" data-test="measure-photos">
          {t(
            draft.photos[item.id]?.some((photo) => photo.role === "before")
              ? "measure.photo-after"
              : "measure.photo-before",
          )}
        </p>
      )}
    </section>
  );
}
