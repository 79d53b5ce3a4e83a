/** Saves a signature that its person gave with a key of his own: its picture is that of the code it came by. */
import type { Connection } from "../connection";
import { StoreError } from "../errors";
import { saveBytes } from "../photos/bytes";
import type { RoundEntry, SignatureRef, Uuid } from "../types";
import { listStanding, putSignature } from "./rounds";

export interface Given extends Omit<SignatureRef, "sha256" | "role" | "round"> {
  user: Uuid;
  key: string;
  proof: string;
}

export const makeProven = (connection: Connection) => ({
  add: (listed: RoundEntry[], given: Given, how: "qr" | "pin", picture: Blob, isRound = false) =>
    addProven(connection, listed, given, how, picture, isRound),
});

/** Adds it to what it was given for: the drafts of a round that still show what its list says, or the one draft
 * that shows it. Throws `signature_void` when none does. */
async function addProven(
  connection: Connection,
  listed: RoundEntry[],
  given: Given,
  how: "qr" | "pin",
  picture: Blob,
  isRound: boolean,
): Promise<Uuid[]> {
  const standing = await listStanding(connection, listed);
  if (!standing.length) throw new StoreError("signature_void");
  const ids = standing.map(({ draft }) => draft.id);
  const edits = new Map(standing.map(({ draft }) => [draft.id, draft.edits]));
  const bytes = await picture.arrayBuffer();
  await saveBytes(
    connection,
    ids,
    bytes,
    "image/png",
    (draft, sha256) => {
      if (draft.edits !== edits.get(draft.id)) throw new StoreError("draft_moved");
      putSignature(
        draft,
        { ...given, role: "inspector", ...(isRound ? { round: true as const } : {}), sha256 },
        isRound ? listed : null,
        how,
      );
    },
    { reserve: true },
  );
  return ids;
}
