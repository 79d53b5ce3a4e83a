/** A visit at which nothing could be inspected: `domain/rules/unable.py` says the same. */

/** The result, the field of a body, and the name that its photos stand under. */
export const UNABLE = "unable";
export const REASONS = ["closed", "refused", "moved"] as const;
export type Why = (typeof REASONS)[number];
