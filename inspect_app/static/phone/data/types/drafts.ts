/** Work in hand on this phone, and what is known of its photos. */
import type { Measure } from "../../rules/corrections";
import type { InspectionBody, PhotoRef, TableSheet } from "./bodies";
import type { BlobRef, Instant, Sha256, Uuid } from "./common";
import type { Remark } from "./pulled";

/** An inspection under way: a body that is not sealed yet, and what this phone knows beside it. */
export interface Draft extends Omit<InspectionBody, "schema" | "app" | "sealed_at"> {
  id: Uuid;
  /** Number this draft takes when sealed, and the digest it stands on (null for 1). */
  rev: number;
  base: Sha256 | null;
  /** What the supervisor wrote, when this mends a returned inspection. */
  returned: Remark[];
  /** What the revision before came to, if this is a later one; never sent. */
  before?: Pick<InspectionBody, "answers" | "tables" | "acceptance">;
  /** For the list without a look-up; never sent. */
  premises_name: string;
  /** Where to come back to after a reload or a crash. */
  current_item: string | null;
  /** Item whose camera was opened last and has not answered yet. */
  camera_item: string | null;
  /** How many times a camera was opened for it. */
  camera_opening?: number;
  /** The sheet that was taken out last, with its photos: it can be put back; never sent. */
  removed?: RemovedSheet;
  /** The person present, before the signature; never sent. */
  present_name?: string;
  /** Terms that were chosen by hand, by item; never sent. */
  terms?: Record<string, number>;
  /** Measures that were chosen by hand, by item; never sent. */
  measures?: Record<string, Measure>;
  edits: number;
  saved_at: Instant;
}

export interface RemovedSheet {
  sheet: TableSheet;
  at: number;
  photos: Record<string, PhotoRef[]>;
}

/** What is known of one photo or signature; the bytes lie apart under the same name. */
export interface PhotoInfo extends BlobRef {
  /** The bytes lie on this phone (a draft fetched from the server has none here). */
  here: boolean;
  /** The server said that it has the bytes. */
  uploaded: boolean;
  /** A verified receipt lists it. */
  receipted: boolean;
  /** Nothing names it here, no receipt lists it: it goes when the server says that no record waits for it. */
  orphaned?: boolean;
  /** Bytes read back differ from their name: take the photo again. */
  spoiled?: boolean;
  /** Refused by the server as unreadable. */
  unreadable?: boolean;
  /** Where it stands in the queue after the server failed at it: behind those with a lower rank, or none. */
  queue_rank?: number;
  /** Half-finished upload, to be resumed. */
  location?: string;
  saved_at: Instant;
}
