/** How kinds hang together, as the vocabulary's table says: what lies under what. */

import { KINDS as OURS } from "./vocabulary";

const KINDS: Record<string, { icon: string; parent?: string; follows?: string }> = OURS;
const CHILD_KIND: Record<string, string> = Object.fromEntries(
  Object.entries(KINDS).flatMap(([kind, { parent }]) => (parent ? [[parent, kind]] : [])),
);

export const childKind = (kind: string): string | null => CHILD_KIND[kind] ?? null;
export const isChildKind = (kind: string): boolean => Object.values(CHILD_KIND).includes(kind);
/** Kinds that are opened only for what lies under them, or that are accepted and not visited. */
export const hasNoRoutine = (kind: string): boolean => KINDS[kind]?.follows !== undefined;
