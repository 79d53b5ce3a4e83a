/** The engine's façade: what the screens may call. The only code that fetches. */
export { createSync } from "./engine";
export { signIn, signOut } from "./login";
export type { Drained } from "./drain";
/** Loaded when somebody types a code. */
export const drain: typeof import("./drain").drain = async (...given) =>
  (await import("./drain")).drain(...given);
export { SyncError } from "./problems";
export { obeyRecall } from "./recall";
export { applyUpdate, registerShell, watchUpdate } from "./shell";
export type * from "./types";
