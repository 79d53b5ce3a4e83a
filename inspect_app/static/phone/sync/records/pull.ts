/** Pulls what changed, page by page, rows with cursors; then applies outcomes of earlier pushes. */
import type { OutboxRecord, Store } from "../../data";
import { failpoint } from "../../data/failpoints";
import type { FeedScope } from "../../data/feed/rows";
import type { Outcome } from "../../data/feed/decoders";
import type { Session } from "../session/hello";
import { call } from "../http";
import { settleRecord, type Stop } from "./push";

const PAGE = 500;
const MOST_PAGES = 400; // a server that always says `more` shall not keep us for ever

interface PullAnswer {
  epoch: string;
  scopes: FeedScope[];
}

/** Pulls all pages. Null, or the answer that ends the round. */
export async function pull(store: Store, { epoch, client_id }: Session): Promise<Stop> {
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const drops = (await store.meta.get("drops")) ?? 0; // before the cursors
    const [cursors, cursorEpoch, outbox] = await Promise.all([
      store.wire.pullCursors(),
      store.meta.get("cursor_epoch"),
      outboxOf(store),
    ]);
    const reply = await call<PullAnswer>("/sync/pull", {
      epoch: cursorEpoch ?? epoch,
      client_id,
      cursors,
      limit: PAGE,
      outbox,
    });
    if (reply.kind !== "ok") return reply;
    const { epoch: newEpoch, scopes } = reply.data;
    if (typeof newEpoch !== "string" || !Array.isArray(scopes)) return { kind: "offline" };
    failpoint("page.heard");
    await store.wire.applyPage(newEpoch, scopes, drops);
    failpoint("page.applied");
    const next = await store.wire.pullCursors(); // a page may tell of scopes that come in parts
    if (!scopes.some((scope) => scope.more) && Object.keys(next).every((name) => name in cursors)) break;
  }
  await applyOutcomes(store, epoch);
  return null;
}

/** Counts what this phone has not handed in, for the server's list of phones. */
export async function outboxOf(store: Store): Promise<{ count: number; oldest_age_s: number }> {
  const { count, oldest } = await store.outbox.count();
  return {
    count,
    oldest_age_s: oldest ? Math.max(0, Math.round((Date.now() - Date.parse(oldest)) / 1000)) : 0,
  };
}

async function applyOutcomes(store: Store, epoch: string): Promise<void> {
  for (const { outcome, record } of await store.wire.outcomes()) {
    if (isNews(record, outcome)) await settleRecord(store, epoch, record, outcome);
  }
}

const isNews = (record: OutboxRecord, { verdict, code, receipt }: Outcome): boolean =>
  record.state === "received" || record.state === "quarantined"
    ? record.state !== (verdict === "stored" ? "received" : "quarantined") ||
      (code ?? undefined) !== record.code ||
      (!!receipt && receipt !== record.receipt)
    : record.state !== "replaced";
