// The answers of a frozen record, section by section, what failed with its note and photos.
import type { Draft, SentRecord } from "../data";
import type { Checklist, Step } from "../rules";
import { Mark } from "../ui/Icon";
import { either, t } from "../ui/texts";
import { answerWords } from "./answer-words";
import { PhotoTile } from "./PhotoTile";
import { sectionName, sectionsOf, stateOf } from "./progress";
import "../styles/photo.css";
import "../styles/sections.css";

/** Sealed, or still being written. */
export interface Written {
  body: SentRecord["body"] | Draft;
  row: SentRecord["row"];
}

export function RecordAnswers({
  record,
  steps,
  checklist,
}: {
  record: Written;
  steps: Step[];
  checklist: Checklist;
}) {
  const byId = new Map(steps.map((step) => [step.item.id, step]));
  return (
    <>
      {sectionsOf(steps, null).map((section) => (
        <section>
          <div class="group-head">
            <h2>{sectionName(checklist, section.id)}</h2>
          </div>
          <div class="plate">
            {section.pips.map((pip) => (
              <Line step={byId.get(pip.id)!} record={record} />
            ))}
          </div>
        </section>
      ))}
    </>
  );
}

function Line({ step, record }: { step: Step; record: Written }) {
  const { item } = step;
  const answer = record.body.answers[item.id];
  const state = stateOf(step);
  const remark = record.row?.returned.find((one) => one.item === item.id);
  const photos = record.body.photos[item.id] ?? [];
  return (
    <div class="line section-line record-line">
      {state === "none" ? <span class="section-open" /> : <Mark name={state} class={`tone-${state}`} />}
      <div class="line-text">
        <span>{either(item)}</span>
        <span class="second">
          {[answer && answerWords(step.item, answer), answer?.note].filter(Boolean).join(t("word.between"))}
        </span>
        {remark && (
          <span class="item-remark">
            <Mark name="returned" />
            {remark.remark}
          </span>
        )}
        {photos.length > 0 && (
          <div class="photos">
            {photos.map((photo, n) => (
              <PhotoTile draftId={null} item={item.id} photo={photo} nth={n + 1} />
            ))}
          </div>
        )}
      </div>
    </div>
  );
}
