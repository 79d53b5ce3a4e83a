/** Forgets what people who signed out here had sent, when its month is over: they may never come back. */
import { openStore, type Store } from "../../data";
import { listKnownUsers } from "../../data/known";
import type { Session } from "./hello";

/** Forgets by the clocks and the epoch that this round heard, as for one's own: a restored server is still
 * to be refilled. */
export async function forgetLocked({ user }: Store, { offset_ms, epoch }: Session): Promise<void> {
  for (const other of await listKnownUsers()) {
    if (other.id === user.id) continue;
    const store = openStore(other);
    await store.wire.forgetOld(Date.now() + Math.min(0, offset_ms), epoch).finally(() => store.close());
  }
}
