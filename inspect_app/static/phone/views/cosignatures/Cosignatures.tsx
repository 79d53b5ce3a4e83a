// Draws the questions whether signatures under this person's name are his, and the answers that wait here.
import { useEffect, useRef } from "preact/hooks";
import type { Cosignature, CosignatureAnswer, Says } from "../../data";
import { announce } from "../../ui/announce";
import { BackHeader } from "../../ui/controls/AppHeader";
import { Empty } from "../../ui/controls/Empty";
import { Group } from "../../ui/controls/Group";
import { Name } from "../../ui/controls/Name";
import { showDay } from "../../ui/formats/format";
import { t } from "../../ui/texts/texts-more";
import { problemOf, useApp, useLive } from "../context";
import { groupAsked } from "./group-asked";
import { Question } from "./Question";
import "../../styles/row.css";
import "../../styles/cosignatures.css";

export function Cosignatures() {
  const { store, sync, tell } = useApp();
  const main = useRef<HTMLElement>(null);
  const open = useLive(["inspections", "outbox", "sent"], (store) => store.cosignatures.open());
  const answered = useLive(["outbox"], (store) => store.cosignatures.answered());
  // Here an answer can be taken back; it is sent when one leaves.
  useEffect(() => () => sync.nudge(), [sync]);
  const answer = async (asked: readonly Cosignature[], says: Says, note?: string) => {
    try {
      for (const one of asked) await store.cosignatures.answer(one, says, note);
      announce(t(says === "confirm" ? "cosign.confirmed" : "cosign.disputed"));
      main.current?.focus(); // its card goes, and the focus with it
    } catch (error) {
      tell(problemOf(error));
    }
  };
  return (
    <>
      <BackHeader name={t("cosign.title")} parent="/" plain />
      <main class="body" ref={main} tabIndex={-1}>
        {open?.length === 0 && <Empty icon="sign" title={t("cosign.none")} />}
        {groupAsked(open ?? []).map((asked) => (
          <Question key={`${asked[0].inspection} ${asked[0].sha256}`} group={asked} onAnswer={answer} />
        ))}
        {answered && answered.length > 0 && (
          <Group title={t("cosign.answered")} count={answered.length}>
            {answered.map((one) => (
              <Answered key={one.id} answer={one} />
            ))}
          </Group>
        )}
      </main>
    </>
  );
}

/** Shows one answer that waits here; it is taken back as long as it was never on the wire. */
function Answered({ answer }: { answer: CosignatureAnswer }) {
  const { store, tell } = useApp();
  const takeBack = () =>
    store.cosignatures.takeBack(answer.id).catch((error: unknown) => tell(problemOf(error)));
  return (
    <div class="list-row" data-test="cosign-answer">
      <span class="list-row-text">
        <b>
          <Name of={answer.place} />
        </b>
        <span class="small">
          {showDay(answer.on)}
          <span class="bar-between" />
          {t(answer.says === "confirm" ? "cosign.confirmed" : "cosign.disputed")}
        </span>
      </span>
      {answer.changeable && (
        <button type="button" class="button" data-test="cosign-undo" onClick={() => void takeBack()}>
          {t("cosign.undo")}
        </button>
      )}
    </div>
  );
}
