// Finds what keeps an inspection from being sealed, in the order of the checklist, each with where it is put
// right.
import { hashesOf, MOST_BLOBS, type Answer, type Draft } from "../../data";
import { isUnmeasured, preview, requiredPhotos, type Checklist, type Result, type Step } from "../../rules";
import { t } from "../../ui/texts/texts-more";
import { mustSignAgain } from "./signing";
import { givenOf, sectionName, sectionsOf } from "../inspect/progress";

export type Missing =
  | { what: "answer" | "note" | "photo"; step: Step }
  | { what: "place"; path: string; words: string; where: string }
  | { what: "second" | "present" | "reason" | "handling" | "resign" | "told" | "shot" }
  | { what: "signature"; user: string };

/** The draft comes without signatures that are void. */
export function missingOf(checklist: Checklist, draft: Draft, steps: readonly Step[]): Missing[] {
  const score = preview(checklist, givenOf(draft));
  const missing = new Set(score.missing);
  const photos = new Set(requiredPhotos(checklist, givenOf(draft)));
  return [
    ...(score.result === "void" ? [] : steps.flatMap((step) => missingAt(step, draft, missing, photos))),
    ...(isUnhandled(draft, score.result) ? [{ what: "handling" as const }] : []),
    ...missingAtEnd(checklist, draft),
  ];
}

/** Whether an acceptance that failed does not say how it goes on. */
const isUnhandled = ({ acceptance }: Draft, result: Result | null): boolean =>
  acceptance !== undefined && result === "fail" && !acceptance.handling;

function missingAt(
  step: Step,
  { answers, photos }: Draft,
  missing: Set<string>,
  required: Set<string>,
): Missing[] {
  const { id } = step.item;
  if (missing.has(id)) return [{ what: "answer", step }];
  const answer = answers[id];
  if (answer && isUndecided(answer)) return [{ what: "answer", step }];
  if (answer && needsReason(step, answer.value) && !answer.note?.trim()) return [{ what: "note", step }];
  return required.has(id) && !photos[id]?.length && !answer?.no_photo ? [{ what: "photo", step }] : [];
}

const needsReason = ({ item }: Step, value: unknown): boolean => value === "na" || isUnmeasured(item, value);

/** Whether a note was written and no result given: without one it would not be part of the inspection. */
const isUndecided = ({ value, note, parts, no_photo }: Answer): boolean =>
  value === null && Boolean(note?.trim() || parts || no_photo);

/** Finds what every seal asks at its end: people, signatures, reasons. */
export function missingAtEnd(checklist: Checklist, draft: Draft): Missing[] {
  const people = missingPeople(checklist, draft);
  if (mustSignAgain(checklist, draft)) people.push({ what: "resign" });
  const unsigned = people.filter(
    ({ what }) => what === "signature" || what === "second" || what === "present",
  );
  return [...people, ...tooMany(draft, unsigned.length)];
}

/**
 * Counts photos with the signatures still to come: who signed should not have to take photos away
 * afterwards.
 */
function tooMany(draft: Draft, unsigned: number): Missing[] {
  const n = hashesOf(draft).length + unsigned - MOST_BLOBS;
  if (n <= 0) return [];
  const [fullest = ""] = Object.keys(draft.photos).sort(
    (one, other) => draft.photos[other]!.length - draft.photos[one]!.length,
  );
  const path = `/inspect/${draft.id}/${encodeURIComponent(fullest)}`;
  return [
    { what: "place", path, words: t("seal.too-many", { n }), where: t("seal.at-most", { most: MOST_BLOBS }) },
  ];
}

function missingPeople(
  checklist: Pick<Checklist, "signatures">,
  { inspectors, signatures, refusal, rev, reason }: Draft,
): Missing[] {
  const missing: Missing[] = [];
  const signed = new Set(signatures.filter((one) => one.role === "inspector").map((one) => one.user));
  const unsigned = checklist.signatures.includes("inspectors")
    ? inspectors.filter(({ user }) => !signed.has(user))
    : [];
  missing.push(...unsigned.map(({ user }) => ({ what: "signature" as const, user })));
  if (inspectors.length < 2) missing.push({ what: "second" });
  if (
    checklist.signatures.includes("present") &&
    !refusal?.reason &&
    !signatures.some((one) => one.role === "present")
  )
    missing.push({ what: "present" });
  if (rev > 1 && !reason?.trim()) missing.push({ what: "reason" });
  return missing;
}

/** Words where an item lies: its section, and which item of it. */
export function whereIs(checklist: Checklist, steps: Step[]) {
  const places = new Map(
    sectionsOf(steps, null).flatMap((section) =>
      section.dots.map((dot, n) => [
        dot.id,
        t("seal.where", { section: sectionName(checklist, section.id), n: n + 1 }),
      ]),
    ),
  );
  return (step: Step) => places.get(step.item.id) ?? "";
}
