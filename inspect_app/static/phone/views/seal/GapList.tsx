// Lists what is missing before the seal, numbered; each row leads to where it is put right.
import type { Draft } from "../../data";
import type { Item, Step } from "../../rules";
import { Icon } from "../../ui/drawings/Icon";
import { go } from "../../ui/router";
import { either, t } from "../../ui/texts/texts-more";
import { useLive } from "../context";
import type { Gap } from "./gaps";

export function goToGap(gap: Gap, draft: Draft): void {
  if ("step" in gap) return go(`/inspect/${draft.id}/${gap.step.item.id}`);
  if (gap.what === "place") return go(gap.path);
  const place = document.getElementById(`gap-${gap.what === "signature" ? gap.user : gap.what}`);
  place?.scrollIntoView({ block: "center" });
  const first = place?.querySelector<HTMLElement>("button, input, textarea");
  if (first instanceof HTMLButtonElement) first.click();
  else first?.focus();
}

interface Props {
  gaps: Gap[];
  draft: Draft;
  where: (gap: Gap) => string;
  done: string | null;
  /** What nobody has to answer and nobody did. */
  offered?: Step[] | undefined;
}

export function GapList({ gaps, draft, where, done, offered = [] }: Props) {
  const people = useLive(
    ["people"],
    async (store) => new Map((await store.people.all()).map((one) => [one.id, one.name])),
  );
  return (
    <section>
      {gaps.length > 0 && (
        <div class="group-head">
          <h3>{t("seal.missing", { n: gaps.length })}</h3>
        </div>
      )}
      <div class="card">
        {gaps.map((gap, n) => (
          <button type="button" class="list-row gap" data-test="gap" onClick={() => goToGap(gap, draft)}>
            <span class="gap-number">{n + 1}</span>
            <span class="list-row-text">
              <b>{wordsOf(gap, people)}</b>
              {where(gap) && <span class="small">{where(gap)}</span>}
            </span>
            <Icon name="next" />
          </button>
        ))}
        {done && (
          <p class="list-row">
            <Icon name="tick" class="tone-pass" />
            <span class="list-row-text">{done}</span>
          </p>
        )}
        {offered.map(({ item }) => (
          <OfferedRow item={item} path={`/inspect/${draft.id}/${item.id}`} />
        ))}
      </div>
    </section>
  );
}

/** Links to an item that nobody has to answer. */
function OfferedRow({ item, path }: { item: Item; path: string }) {
  return (
    <button type="button" class="list-row" data-test="offered" onClick={() => go(path)}>
      <span class="list-row-text">
        <span>{either(item)}</span>
        <span class="small">{t("seal.offered")}</span>
      </span>
      <Icon name="next" />
    </button>
  );
}

function wordsOf(gap: Gap, people: Map<string, string> | undefined): string {
  switch (gap.what) {
    case "answer":
      return t("seal.item-missing", { item: either(gap.step.item) });
    case "note":
      return t("seal.note-missing", { item: either(gap.step.item) });
    case "photo":
      return t("seal.photo-missing", { item: either(gap.step.item) });
    case "place":
      return gap.words;
    case "signature":
      return t("seal.second-sign", { name: people?.get(gap.user) ?? "" });
    case "second":
      return t("seal.second-missing");
    case "present":
      return t("seal.present-missing");
    case "reason":
      return t("seal.reason-missing");
    case "handling":
      return t("seal.handling-missing");
  }
}
