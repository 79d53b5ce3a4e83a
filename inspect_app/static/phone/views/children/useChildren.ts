// Reads the children of one premises in their order and keeps them up to date; those not here yet are asked
// for once.
import { useEffect } from "preact/hooks";
import type { Premises, Uuid } from "../../data";
import { useApp, useLive } from "../context";
import { childKind, inOrder } from "../premises/hierarchy";
import { mapUnderWay, type UnderWay } from "../premises/under-way";

export interface Found {
  rows: Premises[];
  whole: boolean;
  underWay: Map<Uuid, UnderWay>;
}

export function useChildren(parent: Premises | null | undefined): Found | undefined {
  const { store, sync } = useApp();
  const wanted = parent && childKind(parent.kind) ? parent.id : null;
  const found = useLive(
    ["premises", "drafts", "outbox", "inspections"],
    async (store) => {
      if (!parent || !wanted) return { rows: [], whole: true, underWay: new Map() };
      const { rows, whole } = await store.premises.children(wanted);
      return { rows: inOrder(rows, parent.name), whole, underWay: await mapUnderWay(store) };
    },
    [wanted],
  );
  useEffect(() => {
    if (!wanted) return;
    void store.premises
      .subscribeToChildren(wanted)
      .then(() => sync.nudge())
      .catch(() => undefined);
  }, [wanted]);
  return found;
}
