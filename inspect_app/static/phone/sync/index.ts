/** Exports what the screens may call of the sync engine. The only code that fetches. */
export { createSync } from "./engine";
export { endLeftSession } from "./session/ending";
export { signOut } from "./session/leaving";
export { signIn } from "./session/login";
export { confirmNotice } from "./session/notice";
export type { Drained } from "./session/drain";
/** Drains a revoked phone; loaded when somebody types a code. */
export const drain: typeof import("./session/drain").drain = async (...given) =>
  (await import("./session/drain")).drain(...given);
/** Registers a signing key, loaded when somebody makes one. */
export const registerKey: typeof import("./session/keys").registerKey = async (...given) =>
  (await import("./session/keys")).registerKey(...given);
export const revokeKey: typeof import("./session/keys").revokeKey = async (...given) =>
  (await import("./session/keys")).revokeKey(...given);
export { SyncError } from "./problems";
export { obeyRecall } from "./shell/recall";
export { applyUpdate, registerShell, watchUpdate } from "./shell/shell";
export { listen } from "./triggers";
export type * from "./types";
