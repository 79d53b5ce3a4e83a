/** The engine's façade: what the screens may call. The only code that fetches. */
export { createSync } from "./engine";
export { signIn, signOut } from "./login";
export { SyncError } from "./problems";
export { applyUpdate, registerShell, watchUpdate } from "./shell";
export type * from "./types";
