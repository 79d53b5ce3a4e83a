/** Records the codes that were scanned at premises: small records that travel like inspections. */
import type { Connection } from "../connection";
import { coarse } from "../drafts/cleaning";
import { addSmallRecord } from "./small-records";
import type { Position, Uuid } from "../types";

export function makeScans(connection: Connection, author: Uuid) {
  return {
    /** Puts one scan into the outbox. */
    add: (
      code: string,
      how: "camera" | "typed" | "link",
      premises: Uuid | null,
      position: Position | null = null,
    ): Promise<void> => {
      const where = { position: position && coarse(position) };
      const fields = { code, how, ...(premises ? { premises } : {}), ...where };
      return addSmallRecord(connection, author, { collection: "scan", fields, about: { premises } });
    },
  };
}
