// Finds what a visit still lacks at which nothing could be inspected.
import type { Draft } from "../../data";
import { UNABLE } from "../../rules/unable";
import type { Missing } from "../seal/missing";

export function missingOfUnable({ unable, photos, inspectors, rev, reason }: Draft): Missing[] {
  const missing: Missing[] = [];
  if (!unable?.reason.trim()) missing.push({ what: "told" });
  if (!photos[UNABLE]?.length && !unable?.no_photo?.trim()) missing.push({ what: "shot" });
  if (inspectors.length < 2) missing.push({ what: "second" });
  if (rev > 1 && !reason?.trim()) missing.push({ what: "reason" });
  return missing;
}
