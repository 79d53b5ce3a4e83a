// Lists every acceptance meeting of one unit work, as the server numbers them; only the first one counts for
// the plan.
import type { Attempt, Premises } from "../../data";
import { showDay } from "../../ui/formats/format";
import { Chip } from "../../ui/drawings/Icon";
import { t } from "../../ui/texts/texts-more";
import { useLive } from "../context";
import { showResult } from "../kinds";
import { attemptsOf } from "./attempts";

export function Attempts({ work }: { work: Premises }) {
  const attempts = useLive(
    ["premises", "outbox", "sent"],
    async (store) => attemptsOf(store, (await store.premises.byId(work.id)) ?? work),
    [work.id],
  );
  if (attempts === undefined) return null;
  return (
    <section data-test="attempts">
      <div class="group-head">
        <h2>{t("accept.attempts")}</h2>
        <span class="group-count">{attempts.length}</span>
      </div>
      <div class="card">
        {attempts.length === 0 && <p class="list-row">{t("accept.none-yet")}</p>}
        {attempts.map((one) => (
          <AttemptRow attempt={one} />
        ))}
        <p class="list-row small">{t("accept.first-counts")}</p>
      </div>
    </section>
  );
}

function AttemptRow({ attempt: { no, on, outcome, reopened } }: { attempt: Attempt }) {
  const { mark, tone, text } = showResult(outcome);
  const isVoid = outcome === "void";
  return (
    <p class="list-row">
      <span class="list-row-text">
        <b>{no === null ? t("accept.no-number") : t("accept.nth", { n: no })}</b>
        <span class="second">
          {on && <time dateTime={on}>{showDay(on)}</time>}
          {reopened && (
            <>
              <span class="bar-between" />
              {t("accept.reopened")}
            </>
          )}
        </span>
      </span>
      <span class="list-row-right">
        <Chip mark={isVoid ? "na" : mark} tone={isVoid ? "mute" : tone}>
          {outcome ? text : t("accept.open")}
        </Chip>
      </span>
    </p>
  );
}
