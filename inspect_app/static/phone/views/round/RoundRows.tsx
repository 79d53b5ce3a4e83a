// Lists inspections with place, checklist, result and what failed, as it is signed.
import { lazy } from "../../ui/controls/Lazy";
import { Link } from "../../ui/controls/Link";
import { Name } from "../../ui/controls/Name";
import { Icon } from "../../ui/drawings/Icon";
import { preview } from "../../rules";
import { either, t } from "../../ui/texts/texts-round";
import { givenOf, progressOf } from "../inspect/progress";
import { shortName } from "../premises/hierarchy";
import { isScored } from "../scored-checklist";
import { SignedSummary } from "../seal/Findings";
import { inWords } from "../seal/result-words";
import type { RoundDraft } from "./round-drafts";
import "../../styles/round.css";

const SiteSummary = lazy<{ one: RoundDraft }>(() =>
  import("../tables/SiteSummary").then((part) => part.SiteSummary),
);

/** Names an inspection among the others of its place. */
export function Title({
  one: { draft, place, checklist, named },
  above,
}: {
  one: RoundDraft;
  above: string;
}) {
  const child = place !== null && place.parent !== null;
  const short = child ? shortName(place, above) : "";
  const own = child && ![short, above.replace(/（[^（）]*）$/, "")].some((one) => place.name.startsWith(one));
  return (
    <b class="round-name">
      {child ? short : <Name of={draft.premises_name} />}
      {own && (
        <small>
          <Name of={place.name} />
        </small>
      )}
      {(named || !child) && <small>{either(checklist.object)}</small>}
    </b>
  );
}

/** The result in words and every failed item with its deadline. */
function Summary({ one }: { one: RoundDraft }) {
  const { draft, checklist } = one;
  const { object } = checklist;
  if (isScored(object)) return <SiteSummary one={one} />;
  const { steps } = progressOf(object, draft);
  const { result } = preview(object, givenOf(draft));
  return <SignedSummary draft={draft} steps={steps} {...inWords(result, draft)} />;
}

interface Rows {
  drafts: readonly RoundDraft[];
  above: string;
}

export function Listed({ drafts, above }: Rows) {
  return (
    <ul class="card" data-test="round-listed">
      {drafts.map((one) => (
        <li key={one.draft.id} class="round-one" data-test="round-one">
          <Link class="list-row" href={`/seal/${one.draft.id}`}>
            <span class="list-row-text">
              <Title one={one} above={above} />
            </span>
            <Icon name="next" />
          </Link>
          <Summary one={one} />
        </li>
      ))}
    </ul>
  );
}

/** What lies above the paper: the same, with nothing to tap. */
export function ToBeSigned({ drafts, above }: Rows) {
  return (
    <>
      {drafts.map((one) => (
        <div key={one.draft.id} class="round-one">
          <p class="round-title">
            <Title one={one} above={above} />
          </p>
          <Summary one={one} />
        </div>
      ))}
    </>
  );
}

/** Drafts that are not signed here, each with the way to it. */
export function Others({ drafts, above, test }: Rows & { test: string }) {
  return (
    <div class="card">
      {drafts.map((one) => (
        <Link
          key={one.draft.id}
          class="list-row"
          data-test={test}
          href={one.missing.length ? `/inspect/${one.draft.id}` : `/seal/${one.draft.id}`}
        >
          <span class="list-row-text">
            <Title one={one} above={above} />
            {one.missing.length > 0 && (
              <span class="second">{t("round.left", { n: one.missing.length })}</span>
            )}
          </span>
          <Icon name="next" />
        </Link>
      ))}
    </div>
  );
}
