// Rechecks one item: what it was, what it is now with photos, and one of three answers.
import { useState } from "preact/hooks";
import type { Correction, Premises, RecheckDraft } from "../../data";
import type { Item } from "../../rules";
import { announce } from "../../ui/announce";
import { Note } from "../../ui/controls/Note";
import { Mark } from "../../ui/drawings/Icon";
import { dayOf, showDay } from "../../ui/formats/format";
import { either, t, type CorrectionKey } from "../../ui/texts/texts-corrections";
import type { MarkName } from "../../ui/drawings/marks";
import { answerWords } from "../answers/answer-words";
import { lossOf, useApp, useLive } from "../context";
import { singleFlight } from "../single-flight";
import { HowLong } from "../today/DatedRow";
import { FullInspection } from "./FullInspection";
import { isStopped, noDayWord } from "./known";
import { NewValue } from "./NewValue";
import { RecheckPhotos } from "./RecheckPhotos";
import { factsOf, valueOf } from "./values";
import "../../styles/answers.css";
import "../../styles/form.css";

interface Props {
  correction: Correction;
  item: Item | null;
  premises: Premises | null;
  left: number;
  onPrevious: (() => void) | null;
  onSkip: (() => void) | null;
  onDone: () => void;
}

export function RecheckItem(props: Props) {
  const { correction, item, premises } = props;
  const { store, tell } = useApp();
  const stored = useLive(["outbox"], async (store) => (await store.corrections()).recheck(correction.id), [
    correction.id,
  ]);
  const [typed, setTyped] = useState<Partial<RecheckDraft>>({});
  if (!stored) return null;
  const { photos, ...words } = { ...stored, ...typed, photos: stored.photos };
  const change = (given: Partial<RecheckDraft>) => {
    setTyped({ ...typed, ...given });
    void store
      .corrections()
      .then((corrections) => corrections.change(correction.id, given))
      .catch((error: unknown) => tell(lossOf(error)));
  };
  const draft = { ...words, photos };
  return (
    <>
      <main class="body item recheck">
        <Head {...props} />
        {item?.type === "number" && (
          <NewValue {...{ item, correction, draft }} facts={factsOf(premises)} onChange={change} />
        )}
        <RecheckPhotos correction={correction} name={item ? either(item) : correction.item} taken={photos} />
        {draft.choice && <Remark draft={draft} onChange={(note) => change({ note })} />}
        <FullInspection id={correction.premises} />
      </main>
      <Foot {...props} draft={draft} onChoose={(choice) => change({ choice })} />
    </>
  );
}

function Head({ correction, item }: Props) {
  const { answer, due_on, served_on, unknown_years, reported } = correction;
  const today = dayOf(Date.now());
  const was = item && answer ? [answerWords(item, answer), answer.note].filter(Boolean) : [];
  return (
    <>
      <p class="recheck-term">
        {served_on && <span>{t("recheck.served", { day: showDay(served_on) })}</span>}
        {due_on ? (
          <>
            <b>{t("recheck.due", { day: showDay(due_on) })}</b>
            <HowLong day={due_on} today={today} />
          </>
        ) : (
          <span>{noDayWord(correction)}</span>
        )}
        {unknown_years.length > 0 && <span>{t("correction.unknown-years")}</span>}
      </p>
      <h2 class="ask" data-test="recheck-item">
        {item ? either(item) : correction.item}
      </h2>
      {was.length > 0 && (
        <p class="recheck-was" data-test="recheck-was">
          {t("recheck.was", { value: was.join(t("word.between")) })}
        </p>
      )}
      {reported && (
        <p class="second" data-test="reported">
          {t("recheck.said", { words: reported })}
        </p>
      )}
      {isStopped(correction) && <p class="block-needed">{t("recheck.stop")}</p>}
    </>
  );
}

function Remark({ draft, onChange }: { draft: RecheckDraft; onChange: (note: string) => void }) {
  const due = draft.choice !== "pass";
  const usual = draft.choice === "still_failing" ? "recheck.still" : "recheck.unable";
  return (
    <Note
      label={t("recheck.note")}
      value={draft.note}
      phrases={due ? [1, 2, 3].map((n) => t(`${usual}-${n}` as CorrectionKey)) : []}
      hint={due && !draft.note.trim() ? t("recheck.note-due") : undefined}
      needed={due}
      onChange={onChange}
    />
  );
}

const CHOICES: [NonNullable<RecheckDraft["choice"]>, MarkName][] = [
  ["pass", "pass"],
  ["still_failing", "fail"],
  ["unable", "na"],
];

interface FootProps extends Props {
  draft: RecheckDraft;
  onChoose: (choice: RecheckDraft["choice"]) => void;
}

function Foot({ correction, item, premises, left, draft, onChoose, onPrevious, onSkip, onDone }: FootProps) {
  const { store, sync, tell } = useApp();
  const { choice, note } = draft;
  const value = valueOf(item, draft, factsOf(premises));
  const save = async () => {
    const corrections = await store.corrections();
    const given = { move: choice!, note, ...(value === null ? {} : { value }) };
    await corrections.move(correction, given);
    announce(t("recheck.done"));
    sync.nudge();
    onDone();
  };
  const isReady = choice === "pass" || (choice !== null && note.trim() !== "");
  return (
    <footer class="foot foot-column">
      <div class="answers" role="group" aria-label={t("recheck.name")}>
        {CHOICES.map(([one, mark]) => (
          <button
            type="button"
            class={`answer answer-${mark}`}
            aria-pressed={choice === one}
            data-test={`recheck-${one}`}
            onClick={() => onChoose(one)}
          >
            <Mark name={mark} />
            <span>{t(`recheck.${one}`)}</span>
          </button>
        ))}
      </div>
      <div class="recheck-ways">
        {(onPrevious || onSkip) && (
          <button type="button" class="button" data-test="recheck-other" onClick={onSkip ?? onPrevious!}>
            {t(onSkip ? "inspect.next" : "inspect.prev")}
          </button>
        )}
        {isReady ? (
          <button
            type="button"
            class="button button-next foot-main"
            data-test="recheck-save"
            onClick={() => void singleFlight(save).catch((error: unknown) => tell(lossOf(error)))}
          >
            <span class="foot-words">
              <span>{t(left ? "recheck.save-next" : "recheck.save")}</span>
              {left > 0 && <span class="foot-count">{t("recheck.left", { n: left })}</span>}
            </span>
          </button>
        ) : (
          <p class="button button-blocked" data-test="recheck-blocked">
            {t(choice ? "recheck.note-due" : "recheck.choose-first")}
          </p>
        )}
      </div>
    </footer>
  );
}
