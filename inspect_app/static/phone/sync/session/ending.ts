/** Ends at the server what was locked without a network: the session of one who signed out there. */
import type { Problem } from "../../data";
import { isSessionLeft, noteSessionLeft } from "../../data/device";
import { call } from "../http";
import { problem } from "../problems";

let running: Promise<Problem | null> | null = null;

/** Ends the session that was left, if there is one. Resolves to what is in the way, or null. Once at a time:
 * a late answer would take away the cookie of the next sign-in. */
export const endLeftSession = (): Promise<Problem | null> =>
  (running ??= (async () => ((await isSessionLeft()) ? end() : null))().finally(() => {
    running = null;
  }));

async function end(): Promise<Problem | null> {
  const left = await logout();
  if (!left) await noteSessionLeft(false);
  return left;
}

/** Ends this browser's session. One that the server knows no more has ended. */
export async function logout(): Promise<Problem | null> {
  const reply = await call("/auth/logout", {});
  if (reply.kind === "offline") return problem("offline");
  return reply.kind === "refused" && reply.problem.code !== "sign_in" ? reply.problem : null;
}
