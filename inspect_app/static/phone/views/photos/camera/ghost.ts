// Chooses the earlier photo that is laid over the live picture, to take the new one from the same place.
import type { Draft, PhotoRef } from "../../../data";

export interface Ghost {
  photo: PhotoRef;
  /** How much of it shows at first, in percent. */
  strength: number;
}

const CLEAR = 40;

/** The photo from before the mending comes first, else the last one; a first visit starts without it. */
export function chooseGhost({ rev }: Pick<Draft, "rev">, taken: readonly PhotoRef[]): Ghost | null {
  const before = taken.find(({ role }) => role === "before");
  if (before) return { photo: before, strength: CLEAR };
  const last = taken.filter(({ role }) => role !== "marked").at(-1);
  return last ? { photo: last, strength: rev > 1 ? CLEAR : 0 } : null;
}
