/** Says hello: is our server there, and who are we? A portal's friendly page does not know our client id. */
import type { Store } from "../../data";
import { offsetOf, seeServerTime } from "../../data/clock";
import { uuid7 } from "../../data/ids";
import type { Limits } from "../../data/meta";
import { failpoint } from "../../data/failpoints";
import { APP_VERSION } from "../../data/drafts/body";
import { call, type Reply } from "../http";
import { problem } from "../problems";

export interface Session {
  epoch: string;
  client_id: string;
  limits: Limits;
  min_app: string;
  /** Server time minus phone time: how long something is stored must not hang on one clock alone. */
  offset_ms: number;
}

interface Hello extends Omit<Session, "offset_ms"> {
  server_time: string;
  user: { id: string };
  keys: JsonWebKey[];
}

const refuse = (code: "other_user" | "client_refused", status: number): Reply<never> => ({
  kind: "refused",
  status,
  problem: problem(code),
  wait_ms: null,
});

/** Opens a session. `fresh`: as a new client, which this phone becomes only if its user is signed in. */
export async function hello(store: Store, fresh = false): Promise<Reply<Session>> {
  const client_id = fresh ? uuid7() : await clientId(store);
  const reply = await call<Hello>("/sync/hello", { client_id, app_version: APP_VERSION, schema: 2 });
  if (reply.kind === "refused" && reply.status === 403 && reply.problem.code === "client") {
    // A server of an earlier release does not say whose session it is.
    const { user = store.user.id } = reply.problem as { user?: string };
    // A new client would be one more phone of that person's, and raise the question where the others are.
    if (isOther(store, user)) return refuse("other_user", 403);
    return fresh ? refuse("client_refused", 403) : hello(store, true);
  }
  if (reply.kind !== "ok") return reply;
  const { epoch, server_time, user, limits, keys, min_app } = reply.data;
  if (typeof epoch !== "string" || reply.data.client_id !== client_id) return { kind: "offline" };
  if (isOther(store, user.id)) return refuse("other_user", 403);
  failpoint("hello.heard");
  await noticeEpoch(store, epoch);
  const seen = seeServerTime(server_time);
  await store.meta.set({ client_id, epoch, seen, keys, limits, min_app });
  return { kind: "ok", data: { epoch, client_id, limits, min_app, offset_ms: offsetOf(seen) } };
}

/** Notes a new epoch before it is written down: a restored server forgot the backups that it had. */
export async function noticeEpoch(store: Store, epoch: string): Promise<void> {
  if ((await store.meta.get("epoch")) !== epoch) await store.wire.backups.forgetDelivered();
}

const isOther = ({ user }: Store, signedIn: string): boolean => signedIn !== user.id;

async function clientId(store: Store): Promise<string> {
  const known = await store.meta.get("client_id");
  if (known) return known;
  const client_id = uuid7();
  await store.meta.set({ client_id });
  return client_id;
}
