// Lists what a colleague asks to sign: where, with which result, and every failed item with its deadline.
import type { PublishedChecklist, Store } from "../../data";
import { addWorkdays } from "../../rules/workdays";
import { Name } from "../../ui/controls/Name";
import { Icon, Mark } from "../../ui/drawings/Icon";
import { showDay } from "../../ui/formats/format";
import { either, t } from "../../ui/texts/texts-round";
import { useLive } from "../context";
import { itemName } from "../inspect/item-names";
import { areaWord, kindIcon, kindWord, showResult } from "../kinds";
import type { Seen } from "./codes";
import "../../styles/seal.css";

interface Known {
  name: string;
  kind: string;
  area: string;
  checklist: PublishedChecklist | null;
}

export function SeenList({ seen }: { seen: readonly Seen[] }) {
  const known = useLive(["premises", "checklists"], (store) =>
    Promise.all(seen.map((one) => look(store, one))),
  );
  if (!known) return null;
  return (
    <>
      {seen.map((one, n) => (
        <SeenOne key={`${one.premises} ${one.checklist}`} seen={one} known={known[n]!} />
      ))}
      <p class="cosign-line second">{t("qr.photos-there")}</p>
    </>
  );
}

async function look(store: Store, { premises, checklist, version }: Seen): Promise<Known> {
  const place = await store.premises.byId(premises);
  return {
    name: place?.name ?? t("round.no-place"),
    kind: place?.kind ?? "",
    area: place?.area ?? "",
    checklist: await store.checklists.get(checklist, version),
  };
}

function SeenOne({ seen, known }: { seen: Seen; known: Known }) {
  const { text, tone } = showResult(seen.result, known.kind);
  return (
    <section class="card cosign-seen" data-test="cosign-seen">
      <p class="kind-row">
        <Icon name={kindIcon(known.kind)} />
        <span>
          <b>
            <Name of={known.name} />
          </b>
          <br />
          <span class="second">
            {known.kind && kindWord(known.kind)} {known.area && areaWord(known.area)}{" "}
            <time dateTime={seen.on}>{showDay(seen.on)}</time>
          </span>
        </span>
      </p>
      <p class="second">{known.checklist ? either(known.checklist.object) : seen.checklist}</p>
      <p>
        <b class={`seal-word verdict-${tone}`}>{seen.result ? text : t("seal.no-result")}</b>{" "}
        {t("findings.counts", { fail: seen.failed.length, pass: seen.passed, na: seen.na })}
      </p>
      <ul>
        {seen.failed.map(([item, days]) => (
          <li key={item}>
            <Mark name="fail" class="tone-fail" />
            <span class="finding-text">
              <span>{itemName(known.checklist ? [known.checklist] : [], item)}</span>
              <b class="finding-until">{until(seen.on, days)}</b>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function until(on: string, days: number | null): string {
  if (days === null) return t("findings.no-term");
  return days === 0 ? t("findings.now") : t("findings.until", { day: showDay(addWorkdays(on, days).day) });
}
