/** How kinds hang together, as in `domain/kinds.py`: what lies under what. */

const CHILD_KIND: Record<string, string> = {
  market: "stall",
  estate: "elevator",
  construction_site: "unit_work",
};

export const childKind = (kind: string): string | null => CHILD_KIND[kind] ?? null;
export const isChildKind = (kind: string): boolean => Object.values(CHILD_KIND).includes(kind);
