/** Runs one round: say hello, push records, send photos, push what waited for them, pull what is new. */
import type { OutboxRecord, Store } from "../data";
import { hello, type Session } from "./session/hello";
import { tellNoticeRead } from "./session/notice";
import { settleOrphans } from "./uploads/orphans";
import { fetchCopies } from "./records/copies";
import { pull } from "./records/pull";
import { push, type Stop } from "./records/push";
import { refill } from "./records/refill";
import type { Phase } from "./types";
import { isServerFailure, sendPhotos, type Progress } from "./uploads/uploads";

/** Passes enough for: ready, after its photos, after a gap. What is left goes with the next round. */
const PASSES = 4;

export { forgetLocked } from "./session/locked";

export interface RoundHooks {
  phase(phase: Phase): void;
  progress: Progress;
}
export type RoundEnd = { stop: Stop; session: Session | null };

/** Runs a round. Who is told that he is revoked may not read any more: his lists go, his work stays. */
export async function runRound(store: Store, force: boolean, hooks: RoundHooks): Promise<RoundEnd> {
  const end = await runTwice(store, force, hooks);
  if (isRevoked(end.stop)) await store.wire.dropLists();
  return end;
}

const isRevoked = (stop: Stop): boolean =>
  stop?.kind === "refused" && stop.status === 403 && stop.problem.code === "revoked";

/** Runs the steps, again when the server lost this client between hello and push. */
async function runTwice(store: Store, force: boolean, hooks: RoundHooks): Promise<RoundEnd> {
  const first = await runSteps(store, force, hooks);
  const isForgotten =
    first.stop?.kind === "refused" &&
    first.stop.status === 403 &&
    first.stop.problem.code === "client" &&
    first.session;
  // Restored or revoked: a hello makes the client known again.
  return isForgotten ? runSteps(store, force, hooks) : first;
}

async function runSteps(store: Store, force: boolean, hooks: RoundHooks): Promise<RoundEnd> {
  hooks.phase("asking");
  const greeted = await hello(store);
  if (greeted.kind !== "ok") return { stop: greeted, session: null };
  const session = greeted.data;
  const { stop: unsent, photo } = await handIn(store, session, force, hooks);
  if (unsent && !photo) return { stop: unsent, session };
  hooks.phase("fetching");
  const unread = await pull(store, session);
  if (unread) return { stop: unread, session };
  await fetchCopies(store);
  await tellNoticeRead(store);
  // By the earlier of the two clocks: one that runs ahead for an hour shall not cost a month of receipts.
  await store.wire.forgetOld(Date.now() + Math.min(0, session.offset_ms), session.epoch);
  const unsettled = await settleOrphans(store);
  if (unsettled && !isServerFailure(unsettled)) return { stop: unsettled, session };
  const unfilled = await refill(store, Date.now());
  return { stop: unfilled ?? unsettled ?? unsent, session };
}

/** `photo`: the server failed at photos alone, which is no reason not to pull. */
interface Pushed {
  stop: Stop;
  photo: boolean;
}

/** Pushes records first, as they are small; then photos; then again what only waited for its photos. */
export async function handIn(
  store: Store,
  session: Session,
  force: boolean,
  { phase, progress }: RoundHooks,
  how = { ask: true },
): Promise<Pushed> {
  let before = "";
  for (let pass = 0; pass < PASSES; pass += 1) {
    const records = await store.wire.pending(session, Date.now(), force && pass === 0);
    const same = fingerprint(records);
    if (pass > 0 && same === before) break;
    before = same;
    phase("sending");
    const stop = await push(
      store,
      session,
      pass === 0 ? [...records, ...(await store.wire.backups.prepare())] : records,
    );
    if (stop) return { stop, photo: false };
    phase("uploading");
    const unsent = await sendPhotos(store, progress, how);
    if (unsent) return { stop: unsent, photo: isServerFailure(unsent) };
  }
  return { stop: null, photo: false };
}

const fingerprint = (records: OutboxRecord[]): string =>
  records.map(({ id, rev, state, resend }) => `${id}:${rev}:${state}:${resend}`).join();
