// Shows what an acceptance says beside its answers: which meeting it is, whether it is void, how a failure
// goes on.
import { useState } from "preact/hooks";
import type { Draft } from "../../data";
import { setAcceptance } from "../../data/drafts/meeting";
import type { Result } from "../../rules";
import { Mark } from "../../ui/drawings/Icon";
import { Note } from "../../ui/controls/Note";
import { OptionButton } from "../../ui/controls/OptionButton";
import { t, type MoreKey } from "../../ui/texts/texts-more";
import { lossOf, useApp, useLive } from "../context";
import { attemptsOf, nextNumber } from "./attempts";
import "../../styles/form.css";

const HANDLINGS = ["rework", "test-ok", "design-ok", "strengthen", "reject"] as const;

export function AcceptanceCard({ draft, result }: { draft: Draft; result: Result | null }) {
  const { store, tell } = useApp();
  const given = draft.acceptance!;
  const number = useNumber(draft.id, given.unit_work);
  const put = (about: { void?: string; handling?: string }) =>
    void setAcceptance(store, draft.id, about).catch((error: unknown) => tell(lossOf(error)));
  return (
    <section>
      <div class="group-head">
        <h3>{t("accept.meeting")}</h3>
      </div>
      <div class="card card-pad form">
        {number !== undefined && <p data-test="attempt">{numberWords(number, result)}</p>}
        <VoidMeeting reason={given.void} onChange={(reason) => put({ void: reason })} />
        {result === "fail" && <Handling chosen={given.handling} onChoose={(handling) => put({ handling })} />}
      </div>
    </section>
  );
}

/** Computes which meeting of its unit work this one is. */
function useNumber(draft: string, unitWork: string): number | undefined {
  return useLive(
    ["premises", "outbox", "sent"],
    async (store) => {
      const work = await store.premises.byId(unitWork);
      const before = work ? await attemptsOf(store, work) : [];
      return nextNumber(before.filter((one) => one.inspection !== draft));
    },
    [unitWork],
  );
}

interface Void {
  reason: string | undefined;
  onChange: (reason: string) => void;
}

/** Declares that the meeting did not come about, and why. */
function VoidMeeting({ reason, onChange }: Void) {
  const [asking, setAsking] = useState(reason !== undefined);
  const toggle = () => {
    if (asking) onChange("");
    setAsking(!asking);
  };
  return (
    <>
      <button type="button" class="button" aria-pressed={asking} data-test="void" onClick={toggle}>
        {asking && <Mark name="na" />}
        {t(asking ? "accept.void-undo" : "accept.void")}
      </button>
      {asking && (
        <Note
          label={t("accept.void-why")}
          value={reason ?? ""}
          phrases={[t("accept.void-1"), t("accept.void-2"), t("accept.void-3")]}
          hint={reason ? undefined : t("accept.void-needed")}
          needed
          onChange={onChange}
        />
      )}
    </>
  );
}

function Handling({ chosen, onChoose }: { chosen: string | undefined; onChoose: (code: string) => void }) {
  return (
    <div class="block" id="missing-handling">
      <span class="block-name">{t("accept.handling")}</span>
      <div class="options" role="group" aria-label={t("accept.handling")}>
        {HANDLINGS.map((code) => (
          <OptionButton chosen={chosen === code} test={`handling-${code}`} onClick={() => onChoose(code)}>
            <span>{t(`handling.${code}` as MoreKey)}</span>
          </OptionButton>
        ))}
      </div>
    </div>
  );
}

function numberWords(number: number, result: Result | null): string {
  if (result === "void") return t("accept.void-number");
  return number > 1 ? t("accept.nth-first-counts", { n: number }) : t("accept.first-is-it");
}
