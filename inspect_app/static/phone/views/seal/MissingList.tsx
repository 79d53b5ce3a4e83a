// Lists what is missing before the seal, numbered; each row leads to where it is put right.
import type { Draft } from "../../data";
import type { Item, Step } from "../../rules";
import { Icon } from "../../ui/drawings/Icon";
import { go } from "../../ui/router";
import { either, t } from "../../ui/texts/texts-more";
import { useLive } from "../context";
import type { Missing } from "./missing";

export function goToMissing(entry: Missing, draft: Draft): void {
  if ("step" in entry) return go(`/inspect/${draft.id}/${entry.step.item.id}`);
  if (entry.what === "place") return go(entry.path);
  const place = document.getElementById(`missing-${entry.what === "signature" ? entry.user : entry.what}`);
  place?.scrollIntoView({ block: "center" });
  const wanted = entry.what === "shot" ? ".photo-empty" : "button, input, textarea";
  const first = place?.querySelector<HTMLElement>(wanted);
  if (first instanceof HTMLButtonElement) first.click();
  else first?.focus();
}

interface Props {
  missing: Missing[];
  draft: Draft;
  where: (entry: Missing) => string;
  done: string | null;
  /** What nobody has to answer and nobody did. */
  offered?: Step[] | undefined;
}

export function MissingList({ missing, draft, where, done, offered = [] }: Props) {
  const people = useLive(
    ["people"],
    async (store) => new Map((await store.people.all()).map((one) => [one.id, one.name])),
  );
  return (
    <section>
      {missing.length > 0 && (
        <div class="group-head">
          <h3>{t("seal.missing", { n: missing.length })}</h3>
        </div>
      )}
      <div class="card">
        {missing.map((entry, n) => (
          <button
            type="button"
            class="list-row missing"
            data-test="missing"
            onClick={() => goToMissing(entry, draft)}
          >
            <span class="missing-number">{n + 1}</span>
            <span class="list-row-text">
              <b>{wordsOf(entry, people)}</b>
              {where(entry) && <span class="small">{where(entry)}</span>}
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

function wordsOf(entry: Missing, people: Map<string, string> | undefined): string {
  switch (entry.what) {
    case "answer":
      return t("seal.item-missing", { item: either(entry.step.item) });
    case "note":
      return t("seal.note-missing", { item: either(entry.step.item) });
    case "photo":
      return t("seal.photo-missing", { item: either(entry.step.item) });
    case "place":
      return entry.words;
    case "signature":
      return t("seal.second-sign", { name: people?.get(entry.user) ?? "" });
    case "second":
      return t("seal.second-missing");
    case "present":
      return t("seal.present-missing");
    case "resign":
      return t("seal.resign-missing");
    case "reason":
      return t("seal.reason-missing");
    case "handling":
      return t("seal.handling-missing");
    case "told":
      return t("unable.reason");
    case "shot":
      return t("photo.name");
  }
}
