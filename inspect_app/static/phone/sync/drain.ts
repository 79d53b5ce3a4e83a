/** Hands in what a revoked phone or person still holds, with a code from the desk. Nothing is fetched. */
import type { Store } from "../data";
import { uuid7 } from "../data/ids";
import { call } from "./http";
import { alone } from "./leader";
import { problem, SyncError } from "./problems";
import { handIn } from "./round";
import type { SignedIn } from "./types";

export interface Drained {
  records: number;
  photos: number;
}

const LIMITS = { body_bytes: 1024 * 1024, record_bytes: 512 * 1024, batch: 50, blob_bytes: 8 * 1024 * 1024, chunk: 256 * 1024 };

/** What is left afterwards. Rejects with a `SyncError`: `drain_code`, `other_user`, `offline`, or what the server says. */
export async function drain(store: Store, code: string, left: (now: Drained) => void): Promise<Drained> {
  const [known, epoch, limits] = await Promise.all([
    store.meta.get("client_id"),
    store.meta.get("epoch"),
    store.meta.get("limits"),
  ]);
  const client_id = known ?? uuid7();
  const reply = await call<SignedIn>("/auth/login", { client_id, drain_code: code });
  if (reply.kind === "offline") throw new SyncError(problem("offline"));
  if (reply.kind === "refused") throw new SyncError(reply.problem);
  try {
    if (reply.data.user?.id !== store.user.id) throw new SyncError(problem("other_user"));
    const session = { epoch: epoch ?? "", client_id, limits: limits ?? LIMITS, min_app: "", offset_ms: 0 };
    const tell = () => void store.wire.counts().then(left);
    const hooks = { phase: tell, progress: tell };
    const stop = (await alone(store, () => handIn(store, session, true, hooks, { ask: false })))?.stop;
    if (stop) throw new SyncError(stop.kind === "offline" ? problem("offline") : stop.problem);
  } finally {
    await call("/auth/logout", {}); // the code is used up; what is left needs another
  }
  return store.wire.counts();
}
