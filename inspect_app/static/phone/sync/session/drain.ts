/** Drains a revoked phone: hands in what it still has, with a code from the desk. Nothing is pulled. */
import type { Store } from "../../data";
import { uuid7 } from "../../data/ids";
import { isFinal } from "../../data/outbox/moves";
import { noticeEpoch, type Session } from "./hello";
import { call, type Reply } from "../http";
import { runAsLeader } from "../leader";
import { problem, SyncError } from "../problems";
import { outboxOf } from "../records/pull";
import type { Stop } from "../records/push";
import { handIn, type RoundHooks } from "../round";
import type { SignedIn } from "../types";

export interface Drained {
  records: number;
  photos: number;
}

const LIMITS = {
  body_bytes: 1024 * 1024,
  record_bytes: 512 * 1024,
  batch: 50,
  blob_bytes: 8 * 1024 * 1024,
  chunk: 256 * 1024,
};

/** Hands in all and returns what is left. Rejects with a `SyncError`: `drain_code`, `offline` and others. */
export async function drain(store: Store, code: string, left: (now: Drained) => void): Promise<Drained> {
  const [known, epoch, limits] = await Promise.all([
    store.meta.get("client_id"),
    store.meta.get("epoch"),
    store.meta.get("limits"),
  ]);
  const client_id = known ?? uuid7();
  const reply = await call<SignedIn>("/auth/login", { client_id, drain_code: code });
  if (reply.kind !== "ok") throw errorOf(reply);
  const session = { epoch: epoch ?? "", client_id, limits: limits ?? LIMITS, min_app: "", offset_ms: 0 };
  try {
    if (reply.data.user?.id !== store.user.id) throw new SyncError(problem("other_user"));
    const tell = () => void countLeft(store, session).then(left);
    const stop = await runAsLeader(store, () => handInAll(store, session, { phase: tell, progress: tell }));
    if (stop) throw errorOf(stop);
  } finally {
    await call("/auth/logout", {}); // the code is used up; what is left needs another
  }
  return countLeft(store, session);
}

async function handInAll(store: Store, session: Session, hooks: RoundHooks): Promise<Stop> {
  const stop =
    (await hearEpoch(store, session)) ?? (await handIn(store, session, true, hooks, { ask: false })).stop;
  if (!stop) await pushNothing(session, { outbox: await outboxOf(store) });
  return stop;
}

const pushNothing = ({ epoch, client_id }: Session, more: object = {}) =>
  call<{ epoch: unknown }>("/sync/push", { epoch, client_id, records: [], ...more });

/** Learns the server's epoch by an empty push, as hello is refused: a restored server gets all again. */
async function hearEpoch(store: Store, session: Session): Promise<Stop> {
  const reply = await pushNothing(session);
  if (reply.kind !== "ok") return reply;
  const heard = reply.data.epoch;
  if (typeof heard !== "string") return { kind: "offline" };
  await noticeEpoch(store, heard);
  await store.meta.set({ epoch: heard });
  session.epoch = heard;
  return null;
}

/** Counts what is left, with what was sent before and this server never answered about. */
async function countLeft(store: Store, session: Session): Promise<Drained> {
  const [{ records, photos }, pending] = await Promise.all([
    store.wire.counts(),
    store.wire.pending(session, Date.now(), true),
  ]);
  return { records: records + pending.filter(({ state }) => isFinal(state)).length, photos };
}

const errorOf = (reply: Exclude<Reply<never>, { kind: "ok" }>): SyncError =>
  new SyncError(reply.kind === "offline" ? problem("offline") : reply.problem);
