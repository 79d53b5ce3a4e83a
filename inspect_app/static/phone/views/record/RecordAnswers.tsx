// Lists the answers of a record or of a draft: what failed first, then section by section, each with its note
// and photos.
import type { Draft, SentRecord } from "../../data";
import { profileOf, progress, type Checklist, type Step } from "../../rules";
import { Group } from "../../ui/controls/Group";
import { Mark } from "../../ui/drawings/Icon";
import { either, t } from "../../ui/texts/texts-more";
import { answerWords } from "../answers/answer-words";
import { Player } from "../photos/voice/Player";
import { PhotoStrip } from "../photos/PhotoStrip";
import { Fact } from "../premises/PremisesFacts";
import { sectionName, sectionsOf, stateOf } from "../inspect/progress";
import "../../styles/photo.css";
import "../../styles/row.css";
import "../../styles/sections.css";

/** A sealed record, or a draft that is still being written. */
export interface Written {
  body: SentRecord["body"] | Draft;
  row: SentRecord["row"];
}

export function RecordAnswers({ record, checklist }: { record: Written; checklist: Checklist }) {
  const { answers } = record.body;
  const steps = progress(checklist, record.body).filter(({ visible, item }) => visible && answers[item.id]);
  const failed = steps.filter(({ verdict }) => verdict === "fail");
  const byId = new Map(steps.map((step) => [step.item.id, step]));
  return (
    <>
      {failed.length > 0 && (
        <Group title={t("answer.fail")} count={failed.length}>
          {failed.map((step) => (
            <AnswerRow step={step} record={record} />
          ))}
        </Group>
      )}
      <Profile record={record} checklist={checklist} />
      {sectionsOf(
        steps.filter((step) => !failed.includes(step)),
        null,
      ).map((section) => (
        <Group title={sectionName(checklist, section.id)}>
          {section.dots.map((dot) => (
            <AnswerRow step={byId.get(dot.id)!} record={record} />
          ))}
        </Group>
      ))}
    </>
  );
}

/** Lists what was recorded before the items and is not judged. */
function Profile({ record: { body }, checklist }: { record: Written; checklist: Checklist }) {
  const known = profileOf(checklist, body).filter(({ visible, item }) => visible && body.answers[item.id]);
  if (known.length === 0) return null;
  return (
    <section data-test="record-profile">
      <div class="group-head">
        <h2>{t("profile.title")}</h2>
      </div>
      <dl class="facts card gutter">
        {known.map(({ item }) => (
          <Fact name={either(item)}>{answerWords(item, body.answers[item.id]!)}</Fact>
        ))}
      </dl>
    </section>
  );
}

function AnswerRow({ step, record }: { step: Step; record: Written }) {
  const { item } = step;
  const answer = record.body.answers[item.id]!;
  const remark = record.row?.returned.find((one) => one.item === item.id);
  const photos = record.body.photos[item.id] ?? [];
  const state = stateOf(step);
  return (
    <div class="list-row section-row record-row" data-test={`record-${item.id}`}>
      <Mark name={state === "none" ? "draft" : state} class={`tone-${state}`} />
      <div class="list-row-text">
        <span>{either(item)}</span>
        <span class="second">
          {[answerWords(item, answer), answer.note].filter(Boolean).join(t("word.between"))}
        </span>
        {step.verdict === "fail" && answer.due_days !== undefined && (
          <span class="second">
            {answer.due_days ? t("record.due", { n: answer.due_days }) : t("record.due-now")}
          </span>
        )}
        {answer.no_photo && <span class="second">{t("record.unproved", { why: answer.no_photo })}</span>}
        {remark && (
          <span class="item-remark">
            <Mark name="returned" />
            {remark.remark}
          </span>
        )}
        {record.body.voice?.[item.id] && <Player note={record.body.voice[item.id]!} />}
        {photos.length > 0 && (
          <div class="photos">
            <PhotoStrip draftId={null} item={item.id} photos={photos} />
          </div>
        )}
      </div>
    </div>
  );
}
