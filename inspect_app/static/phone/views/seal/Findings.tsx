// Lists what was found, by verdict: the failed items with deadline and photo are what people sign for.
import { useState } from "preact/hooks";
import type { Draft, PhotoRef } from "../../data";
import type { Step } from "../../rules";
import { addWorkdays } from "../../rules/workdays";
import { Mark } from "../../ui/drawings/Icon";
import { Link } from "../../ui/controls/Link";
import { showDay } from "../../ui/formats/format";
import { either, t, word } from "../../ui/texts/texts-corrections";
import { answerWords } from "../answers/answer-words";
import { usePhoto } from "../photos/usePhoto";

type Kind = "fail" | "pass" | "na";
const KINDS: readonly Kind[] = ["fail", "pass", "na"];

interface Props {
  draft: Draft;
  steps: readonly Step[];
}

/** What was recorded without a verdict stands among what is in order. */
export const ofKind = (steps: readonly Step[], kind: Kind): Step[] =>
  steps.filter(({ verdict }) => verdict === kind || (kind === "pass" && verdict === "recorded"));

export function Findings({ draft, steps }: Props) {
  const failed = ofKind(steps, "fail");
  const [open, setOpen] = useState<Kind | null>(failed.length ? "fail" : null);
  return (
    <>
      <div class="seal-tabs" role="group" aria-label={t("findings.title")}>
        {KINDS.map((kind) => (
          <button
            type="button"
            aria-pressed={open === kind}
            data-test={`findings-${kind}`}
            onClick={() => setOpen(open === kind ? null : kind)}
          >
            <Mark name={kind} class={kind === "na" ? "" : `tone-${kind}`} />
            <span>{t(`answer.${kind}`)}</span>
            <b>{ofKind(steps, kind).length}</b>
          </button>
        ))}
      </div>
      {open && (
        <ul data-test="findings">
          {ofKind(steps, open).map((step) => (
            <li key={step.item.id}>
              <Finding draft={draft} step={step} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Sign({ verdict }: Pick<Step, "verdict">) {
  if (verdict === "na") return <Mark name="na" />;
  return verdict === "fail" ? <Mark name="fail" class="tone-fail" /> : <Mark name="pass" class="tone-pass" />;
}

/** One item, which leads to where it was answered. */
function Finding({ draft, step: { item, verdict } }: { draft: Draft; step: Step }) {
  const answer = draft.answers[item.id];
  const photos = draft.photos[item.id] ?? [];
  const words = answer && item.type !== "pass_fail" ? answerWords(item, answer) : "";
  return (
    <Link class="finding" href={`/inspect/${draft.id}/${item.id}`} data-test="finding">
      <Sign verdict={verdict} />
      <span class="finding-text">
        <b>{either(item)}</b>
        {words && <span>{words}</span>}
        {answer?.note && <span>{answer.note}</span>}
        {verdict === "fail" && <Until draft={draft} item={item.id} />}
      </span>
      {photos[0] && <Thumb sha256={photos[0].sha256} n={photos.length} />}
    </Link>
  );
}

/** Says by when a failed item must be put right. */
function Until(props: { draft: Draft; item: string; short?: boolean }) {
  const measure = props.draft.corrections?.find((one) => one.item === props.item)?.measure;
  return (
    <>
      {measure && measure !== "order" && <b data-test="measure">{word("measure", measure)}</b>}
      {measure !== "on_the_spot" && <Term {...props} />}
    </>
  );
}

function Term({ draft, item, short = false }: { draft: Draft; item: string; short?: boolean }) {
  const days = draft.answers[item]?.due_days;
  if (days === undefined) return <span class="small">{t("findings.no-term")}</span>;
  if (days === 0) return <b class="finding-until">{t("findings.now")}</b>;
  return (
    <span class="finding-until">
      <b>{t("findings.until", { day: showDay(addWorkdays(draft.on, days).day) })}</b>
      {!short && <span class="small">{t("findings.days", { n: days })}</span>}
    </span>
  );
}

function Thumb({ sha256, n }: { sha256: string; n: number }) {
  const url = usePhoto(sha256);
  return (
    <span class="finding-photo">
      {url && <img src={url} alt="" />}
      <span>{t("photo.count", { n })}</span>
    </span>
  );
}

/** A picture without its number, where there is one. */
function Small({ photo }: { photo: PhotoRef | undefined }) {
  const url = usePhoto(photo?.sha256 ?? null);
  if (!photo) return null;
  return url ? <img class="finding-small" src={url} alt="" /> : <span class="finding-small" />;
}

/** The same in short, above the paper that is signed. */
export function SignedSummary({ draft, steps, result, tone }: Props & { result: string; tone: string }) {
  const failed = ofKind(steps, "fail");
  const counts = {
    fail: failed.length,
    pass: ofKind(steps, "pass").length,
    na: ofKind(steps, "na").length,
  };
  return (
    <div class="signed-summary" data-test="signed-summary">
      <p>
        <b class={`verdict-${tone}`}>{result}</b>
        <span>{t("findings.counts", counts)}</span>
      </p>
      <ul>
        {failed.map(({ item }) => (
          <li key={item.id}>
            <Small photo={draft.photos[item.id]?.[0]} />
            <Mark name="fail" class="tone-fail" />
            <span class="finding-text">
              <span>{either(item)}</span>
              <Until draft={draft} item={item.id} short />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
