// Lists the facts of a record: the checklist, the result, who took part, when, and the receipt.
import type { SentRecord } from "../../data";
import { preview, previewSite, type Checklist } from "../../rules";
import { shortMark, showDay, showMoment } from "../../ui/formats/format";
import { Chip } from "../../ui/drawings/Icon";
import { t as onSite } from "../../ui/texts/texts-field";
import { either, t, type RoundKey } from "../../ui/texts/texts-round";
import { useLive } from "../context";
import { showResult } from "../kinds";
import { Fact } from "../premises/PremisesFacts";
import { asSite, isScored } from "../scored-checklist";
import { RecordPresence } from "./RecordPresence";
import "../../styles/row.css";

const resultOf = (checklist: Checklist, body: SentRecord["body"]): string | null =>
  body.withdrawn
    ? "withdrawn"
    : body.unable
      ? "unable"
      : isScored(checklist)
        ? previewSite(asSite(checklist), { ...body, tables: body.tables ?? [] }).result
        : preview(checklist, body).result;

interface Props {
  record: SentRecord;
  checklist: Checklist | null;
}

export function RecordFacts({ record, checklist }: Props) {
  const { body } = record;
  const present = body.signatures.find((one) => one.role === "present");
  return (
    <dl class="facts card gutter record-facts">
      <Fact name={t("premises.checklist")}>
        {checklist ? either(checklist) : body.checklist.code}{" "}
        {t("premises.version", { version: body.checklist.version })}
      </Fact>
      <RecordResult record={record} checklist={checklist} />
      {body.acceptance && <Meeting {...body.acceptance} />}
      <Fact name={t("record.on")}>
        <time dateTime={body.on}>{showDay(body.on)}</time>
      </Fact>
      <Inspectors inspectors={body.inspectors} signed={!body.unable} />
      {present && <Fact name={t("record.present")}>{present.name ?? t("seal.signed")}</Fact>}
      {body.withdrawn && <Fact name={onSite("record.withdrawn")}>{body.withdrawn}</Fact>}
      {body.refusal && <Fact name={t("record.refusal")}>{body.refusal.reason}</Fact>}
      <RecordPresence body={body} />
      <Fact name={t("record.sealed")}>
        <time>{showMoment(body.sealed_at)}</time>
      </Fact>
      {record.received_at && (
        <Fact name={t("record.received")}>
          <time>{showMoment(record.received_at)}</time>
        </Fact>
      )}
      <Fact name={t(record.receipt ? "record.receipt" : "record.digest")}>
        <span class="code">{shortMark(record.digest)}</span>
      </Fact>
    </dl>
  );
}

/** Shows the server's result where it is known, and the phone's own beside it where the two differ. */
function RecordResult({ record, checklist }: Props) {
  const { kind } = record.body.premises;
  const own = checklist && resultOf(checklist, record.body);
  const result = record.row?.result ?? own;
  if (!result) return null;
  const { mark, tone, text } = showResult(result, kind);
  return (
    <Fact name={t("record.result")}>
      <Chip mark={mark} tone={tone}>
        {text}
      </Chip>
      {own && own !== result && (
        <div class="small">{t("record.judged-again", { own: showResult(own, kind).text })}</div>
      )}
    </Fact>
  );
}

const SIGNED = {
  self: "record.signed-self",
  signature: "record.signed-here",
  qr: "record.signed-qr",
  pin: "record.signed-pin",
} as const;

interface People {
  inspectors: SentRecord["body"]["inspectors"];
  signed: boolean;
}

function Inspectors({ inspectors, signed }: People) {
  const people = useLive(
    ["people"],
    async (store) => new Map((await store.people.all()).map((one) => [one.id, one.name])),
  );
  return (
    <Fact name={t("record.inspectors")}>
      {inspectors.map(({ user, cosigned }) => (
        <div>
          <span lang="zh-CN">{people?.get(user) ?? user.slice(0, 8)}</span>{" "}
          {signed && <span class="small">{t(SIGNED[cosigned])}</span>}
        </div>
      ))}
    </Fact>
  );
}

/** Says why a meeting did not come about, or how the failure of one goes on. */
function Meeting({ void: why, handling }: { void?: string; handling?: string }) {
  return (
    <>
      {why && <Fact name={t("accept.void-why")}>{why}</Fact>}
      {handling && <Fact name={t("accept.handling")}>{t(`handling.${handling}` as RoundKey)}</Fact>}
    </>
  );
}
