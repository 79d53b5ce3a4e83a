// Draws the order: what is to be put right, under which clause, until when. What has no clause that was read in
// the original is not on it.
import { gap, t } from "../../ui/texts/texts-papers";
import { previewed } from "./results";
import { LIFT_RULES_FROM, listOrdered, orderKind, type Ordered, type OrderKind } from "./orders";
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
        {listOrdered(checklist, record.body).map((one) => (
          <Row one={one} />
        ))}
      </ol>
      <p class="paper-small">
        {t("paper.read")}
        {t("paper.term")}
      </p>
      <Stop paper={paper} kind={kind} />
      <More kind={kind} on={record.body.on} />
      <Signatures paper={paper} seal />
      <Ticks
        name={t("paper.service")}
        of={(["hand", "left", "post", "refused"] as const).map((how) => [t(`paper.service-${how}`), false])}
      />
      <p class="paper-blank">{t("paper.service-time")}</p>
      <ReportCode paper={paper} />
      <Foot paper={paper} />
    </>
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

/** Says until when, and in how many working days. */
export function termOf({ days, until }: Pick<Ordered, "days" | "until">): string {
  if (days === null) return t("paper.no-term");
  if (until === null) return t("paper.now");
  return t("paper.until", { day: fullDay(until) }) + t("word.between") + t("paper.days", { n: days });
}

/** Whether a lift or a site is stopped: the rules propose it, the inspectors tick it. */
function Stop({ paper, kind }: { paper: Paper; kind: OrderKind }) {
  if (kind === "order") return null;
  const stops = previewed(paper).result === "stop";
  const of: [string, boolean][] =
    kind === "lift"
      ? [
          [t("paper.stop-yes"), stops],
          [t("paper.stop-no"), false],
        ]
      : [
          [t("paper.kind-fix"), false],
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

/** Shows the operator's one-time code on the phone that drew it. */
function ReportCode({ paper: { record } }: { paper: Paper }) {
  if (!record.body.answer_code) return null;
  return (
    <div class="paper-code">
      <div>
        <b>{t("paper.code")}</b>
        <p>{t(record.answer_code ? "paper.code-2" : "paper.code-elsewhere")}</p>
      </div>
      {record.answer_code && <output data-test="operator-code">{inGroups(record.answer_code)}</output>}
    </div>
  );
}
