/** The types of what the phone stores. No code: names and fields are those of the protocol. */
export type * from "./types/bodies";
export type * from "./types/common";
export type * from "./types/corrections";
export type * from "./types/drafts";
export type * from "./types/pulled";
export type * from "./types/records";
