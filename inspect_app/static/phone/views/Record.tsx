// A sealed or sent inspection, readable offline: its result, its answers with photos, who signed, and the receipt.
import type { SentRecord } from "../data";
import { preview, previewSite, progress, type Checklist, type SiteChecklist } from "../rules";
import { Empty } from "../ui/Empty";
import { BackFace } from "../ui/Face";
import { shortMark, showDay, showMoment } from "../ui/format";
import { Chip } from "../ui/Icon";
import { lazy } from "../ui/Lazy";
import { t } from "../ui/texts";
import { useLive } from "./context";
import { Job } from "./Job";
import { Fact } from "./PremisesFacts";
import { RecordAnswers } from "./RecordAnswers";
import { ReturnedRow } from "./ReturnedRow";
import { showResult } from "./kinds";
import { asSite, isScored } from "./scored";
import "../styles/outbox.css";
import "../styles/row.css";

const RecordSheets = lazy<{ record: SentRecord; checklist: SiteChecklist }>(() =>
  import("./sheets/RecordSheets").then((part) => part.RecordSheets),
);

export function Record({ id }: { id: string }) {
  const record = useLive(
    ["outbox", "sent", "inspections"],
    async (store) => (await store.outbox.get(id)) ?? (await store.sent.get(id)),
    [id],
  );
  const checklist = useLive(
    ["checklists"],
    async (store) =>
      record ? store.checklists.get(record.body.checklist.code, record.body.checklist.version) : undefined,
    [record?.digest],
  );
  const premises = useLive(
    ["premises"],
    async (store) => (record ? store.premises.byId(record.body.premises.id) : null),
    [record?.digest],
  );
  if (record === undefined) return null;
  if (record === null)
    return (
      <>
        <BackFace name={t("place.outbox")} parent="/outbox" plain />
        <main class="body">
          <Empty icon="outbox" title={t("record.unknown")}>
            {t("record.unknown-2")}
          </Empty>
        </main>
      </>
    );
  const returned = record.row?.state === "returned" && record.row.rev === record.rev ? record.row : null;
  return (
    <>
      <BackFace
        name={record.premises_name ?? premises?.name ?? ""}
        parent="/outbox"
        fact={t("outbox.rev", { n: record.rev })}
      />
      <main class="body">
        <div class="plate">
          <Job job={record} place={1} />
        </div>
        {returned && (
          <div class="plate">
            <ReturnedRow row={returned} premises={premises ?? undefined} />
          </div>
        )}
        <Facts record={record} checklist={checklist?.object ?? null} />
        {checklist &&
          (isScored(checklist.object) ? (
            <RecordSheets record={record} checklist={asSite(checklist.object)} />
          ) : (
            <RecordAnswers
              record={record}
              steps={progress(checklist.object, record.body).filter((step) => step.visible)}
              checklist={checklist.object}
            />
          ))}
      </main>
    </>
  );
}

const resultOf = (checklist: Checklist, body: SentRecord["body"]): string | null =>
  isScored(checklist)
    ? previewSite(asSite(checklist), { ...body, tables: body.tables ?? [] }).result
    : preview(checklist, body).result;

function Facts({ record, checklist }: { record: SentRecord; checklist: Checklist | null }) {
  const { body } = record;
  const people = useLive(
    ["people"],
    async (store) => new Map((await store.people.all()).map((one) => [one.id, one.name])),
  );
  const result = record.row?.result ?? (checklist ? resultOf(checklist, body) : null);
  const { mark, tone, text } = showResult(result, body.premises.kind);
  const present = body.signatures.find((one) => one.role === "present");
  return (
    <dl class="facts plate gutter record-facts">
      {result && (
        <Fact name={t("record.result")}>
          <Chip mark={mark} tone={tone}>
            {text}
          </Chip>
        </Fact>
      )}
      <Fact name={t("record.on")}>
        <time dateTime={body.on}>{showDay(body.on)}</time>
      </Fact>
      <Fact name={t("record.inspectors")}>
        {body.inspectors.map(({ user, cosigned }) => (
          <div>
            <span lang="zh-CN">{people?.get(user) ?? user.slice(0, 8)}</span>{" "}
            <span class="small">
              {cosigned === "self" ? t("record.signed-self") : t("record.signed-here")}
            </span>
          </div>
        ))}
      </Fact>
      {present && <Fact name={t("record.present")}>{present.name ?? t("seal.signed")}</Fact>}
      {body.refusal && <Fact name={t("record.refusal")}>{body.refusal.reason}</Fact>}
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
