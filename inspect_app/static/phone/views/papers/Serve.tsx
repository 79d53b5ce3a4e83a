// Records that the order was served, without a network: from then on its terms run.
import { useState } from "preact/hooks";
import type { Correction } from "../../data";
import { SERVICES, whyNot, type Service } from "../../rules/corrections";
import { announce } from "../../ui/announce";
import { NextButton } from "../../ui/controls/NextButton";
import { OptionButton } from "../../ui/controls/OptionButton";
import { Sheet } from "../../ui/controls/Sheet";
import { dayOf, showDay } from "../../ui/formats/format";
import { t } from "../../ui/texts/texts-papers";
import { lossOf, useApp } from "../context";
import { singleFlight } from "../single-flight";
import { listOrdered } from "./orders";
import type { Paper } from "./use-paper";

/** Lists what the paper orders and nobody has served; what was mended on the spot needs no service. */
export function listUnserved({ record, checklist, served }: Paper): Correction[] {
  const on = dayOf(Date.now());
  const named = listOrdered(checklist, record.body).filter((one) => one.measure !== "on_the_spot");
  return named.flatMap(({ id }) => {
    const correction = served.get(id ?? "");
    const wanted = { name: "serve", who: "inspector", on, how: "handed" };
    return correction && whyNot(correction, wanted) === null ? correction : [];
  });
}

export function Serve({ paper }: { paper: Paper }) {
  const [asking, setAsking] = useState(false);
  const left = listUnserved(paper);
  if (left.length)
    return (
      <>
        <NextButton test="serve" onClick={() => setAsking(true)}>
          <span class="foot-words">
            <span>{t("serve.do")}</span>
            <span class="foot-count">{t("serve.from")}</span>
          </span>
        </NextButton>
        {asking && <Asking left={left} onClose={() => setAsking(false)} />}
      </>
    );
  const day = [...paper.served.values()].find((one) => one.served_on)?.served_on;
  if (day)
    return (
      <p class="papers-served" role="status" data-test="served">
        {paper.how
          ? t("serve.done", { how: t(`serve.${paper.how as Service}`), day: showDay(day) })
          : t("serve.done-plain", { day: showDay(day) })}
      </p>
    );
  const named = listOrdered(paper.checklist, paper.record.body);
  return named.length ? null : (
    <p class="small" data-test="draft-only">
      {t("serve.draft-only")}
    </p>
  );
}

function Asking({ left, onClose }: { left: Correction[]; onClose: () => void }) {
  const { store, sync, tell } = useApp();
  const [how, setHow] = useState<Service>("handed");
  const record = async () => {
    const corrections = await store.corrections();
    for (const one of left) await corrections.move(one, { move: "serve", how });
    announce(t("serve.do"));
    sync.nudge();
    onClose();
  };
  return (
    <Sheet
      title={t("serve.title")}
      second={t("serve.lead", { n: left.length })}
      onClose={onClose}
      foot={
        <button
          type="button"
          class="button button-next button-wide"
          data-test="serve-save"
          onClick={() => void singleFlight(record)?.catch((error: unknown) => tell(lossOf(error)))}
        >
          {t("serve.do")}
        </button>
      }
    >
      <div class="card card-pad options">
        {SERVICES.map((one) => (
          <OptionButton chosen={how === one} test={`serve-${one}`} onClick={() => setHow(one)}>
            {t(`serve.${one}`)}
          </OptionButton>
        ))}
      </div>
    </Sheet>
  );
}
