// Times the unannounced call drill: the alarm is pressed, and each answer is timed from that moment by one
// tap.
import { useState } from "preact/hooks";
import type { Answer } from "../../data";
import type { Item, Step } from "../../rules";
import { timeOf } from "../../ui/formats/format";
import { t } from "../../ui/texts/texts-more";
import { elapsed } from "./elapsed";
import { Figure } from "./ProfileField";

interface Props {
  draftId: string;
  steps: readonly Step[];
  answers: Record<string, Answer>;
  onChange: (item: Item, answer: Answer | null) => void;
}

export function Drill({ draftId, steps, answers, onChange }: Props) {
  const { since, press } = useAlarm(draftId);
  const put = (item: Item, value: number | null) => onChange(item, value === null ? null : { value });
  return (
    <section class="drill" data-test="drill">
      <div class="item-head">
        <h2 class="ask">{t("drill.title")}</h2>
        <p class="second">{t("drill.lead")}</p>
      </div>
      <button type="button" class="button button-ink" data-test="drill-alarm" onClick={press}>
        {since === null ? t("drill.press") : t("drill.pressed", { time: timeOf(since) })}
      </button>
      {steps.map(({ item }) => (
        <div class="drill-step">
          <Figure item={item} value={answers[item.id]?.value} onChange={(value) => put(item, value)} />
          {since !== null && (
            <button
              type="button"
              class="button"
              data-test={`drill-${item.id}`}
              onClick={() => put(item, elapsed(Date.now() - since, item.unit ?? ""))}
            >
              {t("drill.now")}
            </button>
          )}
        </div>
      ))}
    </section>
  );
}

/**
 * Keeps the moment of the alarm beside the draft: the maintainer may need half an hour, and the phone may
 * be locked.
 */
function useAlarm(draftId: string): { since: number | null; press: () => void } {
  const key = `inspect.drill.${draftId}`;
  const [since, setSince] = useState(Number(localStorage.getItem(key)) || null);
  const press = () => {
    const now = Date.now();
    localStorage.setItem(key, String(now));
    setSince(now);
  };
  return { since, press };
}
