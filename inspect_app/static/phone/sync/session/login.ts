/** Signs a person in. What is not sent belongs to its author and outlives it. */
import type { User } from "../../data";
import { rememberUser } from "../../data/device";
import { call } from "../http";
import { problem, SyncError } from "../problems";
import { endLeftSession } from "./ending";
import { markSignedIn } from "../shell/shell";
import type { SignedIn } from "../types";

/** Signs in. Rejects with a `SyncError`: `credentials`, `code` (a second factor is due), `revoked`,
 * `role`, `offline`, or what the server says. */
export async function signIn(user: string, password: string, code?: string): Promise<User> {
  const left = await endLeftSession();
  if (left) throw new SyncError(left);
  const reply = await call<SignedIn>("/auth/login", { user, password, ...(code ? { code } : {}) });
  if (reply.kind === "offline") throw new SyncError(problem("offline"));
  if (reply.kind === "refused") {
    if (reply.problem.code === "revoked") await (await import("./leaving")).dropListsOf(user);
    throw new SyncError(reply.problem);
  }
  const { user: named, notice } = reply.data;
  if (named?.role !== "inspector") throw new SyncError(problem("role"));
  const who: User = { ...named, ...(notice === true ? { notice } : {}) };
  await rememberUser(who);
  await markSignedIn(true);
  void navigator.storage?.persist?.().catch(() => false); // Firefox asks the user and waits for the answer
  return who;
}
