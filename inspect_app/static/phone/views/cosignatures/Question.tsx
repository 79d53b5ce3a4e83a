// Asks whether one signature is this person's own: where, when, with which result, and the picture.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Cosignature, Says } from "../../data";
import { Name } from "../../ui/controls/Name";
import { showDay } from "../../ui/formats/format";
import { t, word } from "../../ui/texts/texts-round";
import { useApp } from "../context";
import "../../styles/form.css";

interface Props {
  /** All that this signature was given for: one inspection, or a round. */
  group: [Cosignature, ...Cosignature[]];
  onAnswer: (asked: readonly Cosignature[], says: Says, note?: string) => Promise<void>;
}

export function Question({ group, onAnswer }: Props) {
  const [asked, ...others] = group;
  const [disputing, setDisputing] = useState(false);
  const { place, on, result, author } = asked;
  return (
    <article class="card card-pad cosignature" data-test="cosign">
      <h2>
        <Name of={place} />
      </h2>
      <p class="second">
        {showDay(on)}
        {result && (
          <>
            <span class="bar-between" />
            {word("result", result)}
          </>
        )}
        <span class="bar-between" />
        {t("cosign.author", { author })}
      </p>
      {others.length > 0 && <Others others={others} />}
      <Picture asked={asked} />
      {disputing ? (
        <Dispute onCancel={() => setDisputing(false)} onDone={(note) => onAnswer(group, "dispute", note)} />
      ) : (
        <div class="cosignature-says">
          <button
            type="button"
            class="button"
            data-test="cosign-confirm"
            onClick={() => void onAnswer(group, "confirm")}
          >
            {t("cosign.confirm")}
          </button>
          <button type="button" class="button" data-test="cosign-dispute" onClick={() => setDisputing(true)}>
            {t("cosign.dispute")}
          </button>
        </div>
      )}
    </article>
  );
}

/** Lists the other inspections that were signed with the same signature. */
function Others({ others }: { others: readonly Cosignature[] }) {
  return (
    <details class="cosignature-others">
      <summary>{t("cosign.round", { n: others.length })}</summary>
      <ul>
        {others.map(({ inspection, place, result }) => (
          <li key={inspection}>
            <Name of={place} />
            {result && (
              <>
                <span class="bar-between" />
                {word("result", result)}
              </>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Shows the signature, which the server alone has; without a network it says when it comes. */
function Picture({ asked: { inspection, sha256 } }: { asked: Cosignature }) {
  const { online } = useApp().status;
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (online) setFailed(false);
  }, [online]);
  if (failed || online === false)
    return (
      <p class="second" data-test="cosign-no-picture">
        {t("cosign.offline")}
      </p>
    );
  return (
    <img
      class="cosignature-picture"
      src={`/sync/cosignatures/${inspection}?${sha256.slice(0, 8)}`}
      alt={t("cosign.picture")}
      data-test="cosign-picture"
      onError={() => setFailed(true)}
    />
  );
}

interface Disputing {
  onCancel: () => void;
  onDone: (note: string) => Promise<void>;
}

/** Asks why the signature is not his: the reviewer decides by that. */
function Dispute({ onCancel, onDone }: Disputing) {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void onDone(String(new FormData(event.currentTarget as HTMLFormElement).get("note") ?? ""));
  };
  return (
    <form class="form" onSubmit={submit}>
      <label>
        {t("cosign.reason")}
        <textarea
          class="field"
          name="note"
          required
          rows={2}
          maxLength={1000}
          data-test="cosign-note"
          ref={field}
          onInput={({ currentTarget }) =>
            currentTarget.setCustomValidity(currentTarget.value.trim() ? "" : t("problem.no_reason"))
          }
        />
      </label>
      <button class="button button-ink" data-test="cosign-send">
        {t("cosign.dispute")}
      </button>
      <button type="button" class="button" onClick={onCancel}>
        {t("go.back")}
      </button>
    </form>
  );
}
