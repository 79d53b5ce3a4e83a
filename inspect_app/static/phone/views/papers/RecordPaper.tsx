// Draws the record of the inspection: what was found, item by item, without a judgement of the whole.
import { profileOf, progress, type Checklist, type Step } from "../../rules";
import { either, t } from "../../ui/texts/texts-papers";
import { answerWords } from "../answers/answer-words";
import { sectionName } from "../inspect/progress";
import { asSite, isScored } from "../scored-checklist";
import { scoreWords } from "../tables/deducting";
import { readSite, slugOf, titleOf } from "../tables/site";
import { Facts, Foot, Head, Ticks } from "./parts";
import { Signatures } from "./Signatures";
import type { Paper } from "./use-paper";

export function RecordPaper({ paper }: { paper: Paper }) {
  const { body } = paper.record;
  return (
    <>
      <Head title={t("paper.record")} paper={paper} />
      <Facts paper={paper} whole />
      <Ticks
        name={t("paper.told")}
        of={(["badge", "rights", "recusal", "no"] as const).map((what) => [t(`paper.told-${what}`), false])}
      />
      <h3>{t("paper.found")}</h3>
      {body.unable && <p>{t("paper.unable", { why: body.unable.reason })}</p>}
      {isScored(paper.checklist) ? <Sheets paper={paper} /> : <Items paper={paper} />}
      <p class="paper-small">{t("paper.photos", { n: photosOf(paper) })}</p>
      <p class="paper-blank">{t("paper.opinion")}</p>
      <Signatures paper={paper} />
      <p class="paper-small">{t("paper.strike")}</p>
      <Foot paper={paper} />
    </>
  );
}

/** Counts photos as the outbox does: one that stands at two items is one. */
const photosOf = ({ record }: Paper): number => record.photos.total;

function Items({ paper: { record, checklist } }: { paper: Paper }) {
  const { body } = record;
  const asked = [...profileOf(checklist, body), ...progress(checklist, body)];
  const steps = asked.filter(({ visible, item }) => visible && body.answers[item.id]);
  return (
    <>
      {bySection(steps).map(([section, own]) => (
        <section>
          {section && <h4>{sectionName(checklist as Checklist, section)}</h4>}
          <ul class="paper-items">
            {own.map((step) => (
              <ItemRow step={step} body={body} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

/** Puts items under their section, in the order they came. */
function bySection(steps: readonly Step[]): [section: string, steps: Step[]][] {
  const found = new Map<string, Step[]>();
  for (const step of steps) {
    const section = step.item.section ?? "";
    found.set(section, [...(found.get(section) ?? []), step]);
  }
  return [...found];
}

function ItemRow({ step: { item, verdict }, body }: { step: Step; body: Paper["record"]["body"] }) {
  const answer = body.answers[item.id]!;
  const { value, note, no_photo } = answer;
  const isPlain = value === "pass" || value === "fail" || value === "na";
  const plain = isPlain ? t(`paper.${value}`) : verdict === "fail" ? t("paper.fail") : "";
  const beside = isPlain ? answerWords(item, { ...answer, value: null }) : answerWords(item, answer);
  const photos = body.photos[item.id]?.length ?? 0;
  const words = [
    plain,
    beside,
    note,
    photos ? t("paper.photos", { n: photos }) : "",
    no_photo ? t("paper.no-photo", { why: no_photo }) : "",
  ];
  return (
    <li data-test={`paper-${item.id}`}>
      <span>{either(item)}</span>
      <b>{words.filter(Boolean).join(t("word.between"))}</b>
    </li>
  );
}

/** Lists what was deducted for, table by table: facts, without points. */
function Sheets({ paper: { record, checklist } }: { paper: Paper }) {
  const site = readSite(asSite(checklist), record.body);
  return (
    <>
      {site.all.map((view) => (
        <section>
          <h4>{titleOf(view.table, view.sheet)}</h4>
          {view.isAbsent ? (
            <p>{t("paper.absent")}</p>
          ) : (
            <ul class="paper-items">
              {view.marks.map(({ item }) => {
                const words = scoreWords(view.sheet.scores[slugOf(item)], item);
                return (
                  <li>
                    <span>{either(item)}</span>
                    <b>{words.join(t("word.between")) || t("paper.full")}</b>
                  </li>
                );
              })}
            </ul>
          )}
        </section>
      ))}
    </>
  );
}
