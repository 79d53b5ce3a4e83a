// Draws the order: what is to be put right, under which clause, until when. What has no clause that was read in
// the original is not on it.
import { SERVICES, stops } from "../../rules/corrections";
import type { CorrectionKey } from "../../ui/texts/texts-corrections";
import { gap, t } from "../../ui/texts/texts-papers";
import { previewed } from "./results";
import { LIFT_RULES_FROM, listDrafted, listOrdered, orderKind, type Ordered, type OrderKind } from "./orders";
import { inGroups } from "./paper-number";
import { Facts, Foot, fullDay, Head, Ticks } from "./parts";
import { Signatures } from "./Signatures";
import type { Paper } from "./use-paper";

export function OrderPaper({ paper }: { paper: Paper }) {
  const { record, checklist } = paper;
  const kind = orderKind(record.body.premises.kind);
  return (
    <>
      <Head title={t(`paper.${kind}`)} paper={paper} />
      <Facts paper={paper} />
      <p>{t(`paper.lead-${kind}`, { day: fullDay(record.body.on) })}</p>
      <ol class="paper-list">
        {listOrdered(checklist, record.body, paper.served).map((one) => (
          <Row one={one} />
        ))}
      </ol>
      <Drafted paper={paper} />
      <p class="paper-small">
        {t("paper.read")}
        {t("paper.term")}
      </p>
      <Stop paper={paper} kind={kind} />
      <More kind={kind} on={record.body.on} />
      <Signatures paper={paper} seal />
      <Ticks name={t("paper.service")} of={SERVICES.map((how) => [t(`serve.${how}`), paper.how === how])} />
      <p class="paper-blank">{t("paper.service-time")}</p>
      <ReportCode paper={paper} />
      <Foot paper={paper} />
    </>
  );
}

/** What has no clause yet: a blank line, to be filled in at the desk. It is no part of what is served. */
function Drafted({ paper: { record, checklist } }: { paper: Paper }) {
  const drafted = listDrafted(checklist, record.body);
  if (!drafted.length) return null;
  return (
    <section class="paper-drafted" data-test="drafted">
      <h3>{t("serve.draft")}</h3>
      <p class="paper-small">{t("serve.draft-2")}</p>
      <ol class="paper-list">
        {drafted.map((one) => (
          <li>
            <p>
              <b>{one.fact || t("paper.not-met")}</b>
            </p>
            <p>
              {t("paper.asked")}
              {gap()}
              {one.asked}
            </p>
            <p class="paper-blank">{t("serve.clause")}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Row({ one }: { one: Ordered }) {
  return (
    <li data-test="ordered">
      <p>
        <b>{one.fact || t("paper.not-met")}</b>
        {one.photos > 0 && ` ${t("paper.photos", { n: one.photos })}`}
      </p>
      <p>
        {t("paper.asked")}
        {gap()}
        {one.asked}
      </p>
      <p class="paper-clause">
        <span>{one.clauses.join(t("word.list"))}</span>
        <b>{termOf(one)}</b>
      </p>
    </li>
  );
}

/** Says until when, and in how many working days; of a stop first of all that it is one. */
export function termOf({ days, until, measure = "order", open }: Term): string {
  const stop = stops(measure) ? [t(`measure.${measure}` as CorrectionKey)] : [];
  if (measure === "on_the_spot") return t("paper.now");
  if (days === null || until === null) return stop[0] ?? t(days === null ? "paper.no-term" : "paper.now");
  const words = [...stop, t("paper.until", { day: fullDay(until) }), t("paper.days", { n: days })];
  return [...words, ...(open ? [t("correction.unknown-years")] : [])].join(t("word.between"));
}
type Term = Pick<Ordered, "days" | "until"> & Partial<Pick<Ordered, "measure" | "open">>;

/** Whether a lift or a site is stopped: the rules propose it, the inspectors tick it. */
function Stop({ paper, kind }: { paper: Paper; kind: OrderKind }) {
  if (kind === "order") return null;
  const { corrections } = paper.record.body;
  const stops = corrections
    ? corrections.some((one) => one.measure === "stop_use" || one.measure === "stop_work")
    : previewed(paper).result === "stop";
  const of: [string, boolean][] =
    kind === "lift"
      ? [
          [t("paper.stop-yes"), stops],
          [t("paper.stop-no"), corrections !== undefined && !stops],
        ]
      : [
          [t("paper.kind-fix"), corrections !== undefined && !stops],
          [t("paper.kind-part"), false],
          [t("paper.kind-whole"), false],
        ];
  return <Ticks name={t(kind === "lift" ? "paper.stop-lift" : "paper.kind-site")} of={of} />;
}

/** Says what follows, where the rule was read: remedies of the order, the next visit to a lift. */
function More({ kind, on }: { kind: OrderKind; on: string }) {
  if (kind === "order") return <p class="paper-small">{t("paper.remedies")}</p>;
  if (kind === "site") return <p class="paper-small">{t("paper.reply-site")}</p>;
  return on >= LIFT_RULES_FROM ? <p class="paper-small">{t("paper.recheck-lift")}</p> : null;
}

/** Shows the operator's one-time code on the phone that drew it, and the place's beside it. */
function ReportCode({ paper: { record, premises } }: { paper: Paper }) {
  if (!record.body.answer_code) return null;
  return (
    <div class="paper-code">
      <div>
        <b>{t("paper.code")}</b>
        <p>{t(record.answer_code ? "paper.code-2" : "paper.code-elsewhere")}</p>
        {premises && (
          <p data-test="place-code">{t("paper.code-place", { place: inGroups(premises.code) })}</p>
        )}
      </div>
      {record.answer_code && <output data-test="operator-code">{inGroups(record.answer_code)}</output>}
    </div>
  );
}
