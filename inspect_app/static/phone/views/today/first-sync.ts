// Tells whether the lists are on their way for the first time: what is not here yet is not missing.
import type { Status } from "../../sync/types";

export const isFirstSync = ({ lastSyncAt, online, problem }: Status): boolean =>
  lastSyncAt === null && online !== false && problem === null;
