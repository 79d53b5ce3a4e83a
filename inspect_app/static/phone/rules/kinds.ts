/** How kinds hang together, as the vocabulary's table says: what lies under what. */

import { KINDS } from "./vocabulary";

const PARENT_OF = Object.entries(KINDS).flatMap(([kind, { parent }]) => (parent ? [[parent, kind]] : []));
const CHILD_KIND: Record<string, string> = Object.fromEntries(PARENT_OF);
const FOLLOWING: readonly string[] = Object.entries(KINDS).flatMap(([kind, { follows }]) =>
  follows ? [kind] : [],
);

export const childKind = (kind: string): string | null => CHILD_KIND[kind] ?? null;
export const isChildKind = (kind: string): boolean => Object.values(CHILD_KIND).includes(kind);
/** Kinds that are opened only for what lies under them, or that are accepted and not visited. */
export const hasNoRoutine = (kind: string): boolean => FOLLOWING.includes(kind);
