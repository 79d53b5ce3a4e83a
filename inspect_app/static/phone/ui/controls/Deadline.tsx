// Asks in how many working days a fault must be put right. One of the four choices is always the item's usual
// term.
import { showDay } from "../formats/format";
import { t } from "../texts/texts-more";
import "../../styles/deadline.css";

const USUAL: readonly number[] = [0, 3, 7, 15];

function termsFor(own: number | null): number[] {
  if (own === null || USUAL.includes(own)) return [...USUAL];
  const nearest = USUAL.slice(1).reduce((best, term) =>
    Math.abs(term - own) < Math.abs(best - own) ? term : best,
  );
  return USUAL.map((term) => (term === nearest ? own : term));
}

export function Deadline({
  days,
  own,
  until,
  onChange,
}: {
  days: number | null;
  own: number | null;
  /** The day the chosen term leads to, counted from the visit; it really runs from the receipt. */
  until: string;
  onChange: (days: number) => void;
}) {
  return (
    <section class="block">
      <div class="block-head">
        <span class="block-name" id="deadline-name">
          {t("deadline.name")}
        </span>
        {days !== null && (
          <span class="small deadline-until">
            {t(days === 0 ? "deadline.today" : "deadline.about", { day: showDay(until) })}
          </span>
        )}
        <span class="small block-right">{t("deadline.unit")}</span>
      </div>
      <div class="deadline" role="group" aria-labelledby="deadline-name">
        {termsFor(own).map((term) => (
          <button
            type="button"
            aria-pressed={days === term}
            data-test={`deadline-${term}`}
            onClick={() => onChange(term)}
          >
            {term === 0 ? t("deadline.now") : t("deadline.n", { n: term })}
          </button>
        ))}
      </div>
    </section>
  );
}
