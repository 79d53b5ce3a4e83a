// What an acceptance says beside its answers: which meeting of which unit work, void or not, and how a failure goes on.
import { useState } from "preact/hooks";
import type { Draft } from "../../data";
import type { Result } from "../../rules";
import { Mark } from "../../ui/drawings/Icon";
import { Note } from "../../ui/controls/Note";
import { t, type MoreKey } from "../../ui/texts/texts-more";
import { lossOf, useApp, useLive } from "../context";
import { attemptsOf, nextNumber } from "./attempts";
import "../../styles/form.css";

const HANDLINGS = ["rework", "test-ok", "design-ok", "strengthen", "reject"] as const;

export function AcceptanceCard({ draft, result }: { draft: Draft; result: Result | null }) {
  const { store, tell } = useApp();
  const given = draft.acceptance!;
  const [asking, setAsking] = useState(given.void !== undefined);
  const number = useLive(
    ["premises", "outbox", "sent"],
    async (kept) => {
      const work = await kept.premises.byId(given.unit_work);
      const before = work ? await attemptsOf(kept, work) : [];
      return nextNumber(before.filter((one) => one.inspection !== draft.id));
    },
    [given.unit_work],
  );
  const put = (about: { void?: string; handling?: string }) =>
    void store.drafts.setAcceptance(draft.id, about).catch((error: unknown) => tell(lossOf(error)));
  return (
    <section>
      <div class="group-head">
        <h3>{t("accept.meeting")}</h3>
      </div>
      <div class="card card-pad form">
        {number !== undefined && <p data-test="attempt">{numberWords(number, result)}</p>}
        <button
          type="button"
          class="button"
          aria-pressed={asking}
          data-test="void"
          onClick={() => {
            if (asking) put({ void: "" });
            setAsking(!asking);
          }}
        >
          {asking && <Mark name="na" />}
          {t(asking ? "accept.void-undo" : "accept.void")}
        </button>
        {asking && (
          <Note
            label={t("accept.void-why")}
            value={given.void ?? ""}
            phrases={[t("accept.void-1"), t("accept.void-2"), t("accept.void-3")]}
            hint={given.void ? undefined : t("accept.void-needed")}
            needed
            onChange={(text) => put({ void: text })}
          />
        )}
        {result === "fail" && <Handling chosen={given.handling} onChoose={(handling) => put({ handling })} />}
      </div>
    </section>
  );
}

function Handling({ chosen, onChoose }: { chosen: string | undefined; onChoose: (code: string) => void }) {
  return (
    <div class="block" id="gap-handling">
      <span class="block-name">{t("accept.handling")}</span>
      <div class="options" role="group" aria-label={t("accept.handling")}>
        {HANDLINGS.map((code) => (
          <button
            type="button"
            class="option"
            aria-pressed={chosen === code}
            data-test={`handling-${code}`}
            onClick={() => onChoose(code)}
          >
            <span class="option-box" />
            <span>{t(`handling.${code}` as MoreKey)}</span>
          </button>
        ))}
      </div>
    </div>
  );
}

function numberWords(number: number, result: Result | null): string {
  if (result === "void") return t("accept.void-number");
  return number > 1 ? t("accept.nth-first-counts", { n: number }) : t("accept.first-is-it");
}
