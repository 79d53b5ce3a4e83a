// Draws a sealed or sent inspection, readable offline: its result, its answers with photos, who signed, and
// the receipt.
import type { SentRecord } from "../../data";
import type { SiteChecklist } from "../../rules";
import { Empty } from "../../ui/controls/Empty";
import { BackHeader } from "../../ui/controls/AppHeader";
import { lazy } from "../../ui/controls/Lazy";
import { dayOf } from "../../ui/formats/format";
import { t } from "../../ui/texts/texts-more";
import { useLive } from "../context";
import { OutboxRow } from "../outbox/OutboxRow";
import { About } from "../photos/about";
import { PapersLink } from "../papers/PapersLink";
import { RecordAnswers } from "./RecordAnswers";
import { RecordFacts } from "./RecordFacts";
import { RecordRound } from "./RecordRound";
import { RecordUnable } from "./RecordUnable";
import { canWithdraw, Withdraw } from "./Withdraw";
import { ReturnedRow } from "../today/ReturnedRow";
import { asSite, isScored } from "../scored-checklist";
import "../../styles/outbox.css";
import "../../styles/row.css";

const RecordSheets = lazy<{ record: SentRecord; checklist: SiteChecklist }>(() =>
  import("../tables/RecordSheets").then((part) => part.RecordSheets),
);

export function Record({ id }: { id: string }) {
  const { record, checklist, premises } = useRecord(id);
  if (record === undefined) return null;
  if (record === null) return <UnknownRecord />;
  const returned = record.row?.state === "returned" && record.row.rev === record.rev ? record.row : null;
  return (
    <>
      <BackHeader
        name={record.premises_name ?? premises?.name ?? ""}
        parent="/outbox"
        fact={t("outbox.rev", { n: record.rev })}
      />
      <About.Provider value={aboutOf(record, premises?.name)}>
        <main class="body">
          <div class="card">
            <OutboxRow job={record} position={1} />
          </div>
          {returned && (
            <div class="card">
              <ReturnedRow row={returned} premises={premises ?? undefined} today={dayOf(Date.now())} />
            </div>
          )}
          <RecordFacts record={record} checklist={checklist?.object ?? null} />
          <PapersLink id={record.id} />
          {record.body.round && <RecordRound id={id} round={record.body.round} />}
          {record.body.unable && <RecordUnable record={record} {...record.body.unable} />}
          {checklist &&
            (isScored(checklist.object) ? (
              <RecordSheets record={record} checklist={asSite(checklist.object)} />
            ) : (
              <RecordAnswers record={record} checklist={checklist.object} />
            ))}
          {canWithdraw(record) && <Withdraw record={record} />}
        </main>
      </About.Provider>
    </>
  );
}

/** What a large photo of the record says beside itself. */
const aboutOf = ({ premises_name, body }: SentRecord, name: string | undefined) => ({
  place: premises_name ?? name ?? "",
  people: body.inspectors.map(({ user }) => user),
});

/** Reads a record with the checklist it was made by and its premises. */
function useRecord(id: string) {
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
  return { record, checklist, premises };
}

function UnknownRecord() {
  return (
    <>
      <BackHeader name={t("place.outbox")} parent="/outbox" plain />
      <main class="body">
        <Empty icon="outbox" title={t("record.unknown")}>
          {t("record.unknown-2")}
        </Empty>
      </main>
    </>
  );
}
