// Lists the inspections that were signed in one round with a record; one that is missing here hinders none.
import type { RoundEntry, Store, Uuid } from "../../data";
import { Link } from "../../ui/controls/Link";
import { Name } from "../../ui/controls/Name";
import { Icon } from "../../ui/drawings/Icon";
import { t } from "../../ui/texts/texts-round";
import { useLive } from "../context";

interface Sibling {
  id: Uuid;
  /** Null when neither the record nor its draft lies on this phone. */
  name: string | null;
  path: string;
}

export function RecordRound({ id, round }: { id: Uuid; round: readonly RoundEntry[] }) {
  const siblings = useLive(["outbox", "sent", "drafts"], (store) => findSiblings(store, round), [id]);
  return (
    <section>
      <div class="group-head">
        <h2>{t("round.siblings")}</h2>
        <span class="group-right">{t("round.siblings-2", { n: round.length })}</span>
      </div>
      <div class="card">
        {siblings?.map((one) => (
          <Row key={one.id} sibling={one} here={one.id === id} />
        ))}
      </div>
    </section>
  );
}

function Row({ sibling: { name, path }, here }: { sibling: Sibling; here: boolean }) {
  if (name === null)
    return (
      <p class="list-row second" data-test="sibling">
        {t("round.elsewhere")}
      </p>
    );
  if (here)
    return (
      <p class="list-row" data-test="sibling">
        <span class="list-row-text">
          <b>
            <Name of={name} />
          </b>
          <span class="second">{t("round.this")}</span>
        </span>
      </p>
    );
  return (
    <Link class="list-row" href={path} data-test="sibling">
      <span class="list-row-text">
        <Name of={name} />
      </span>
      <Icon name="next" />
    </Link>
  );
}

async function findSiblings(store: Store, round: readonly RoundEntry[]): Promise<Sibling[]> {
  const records = [...(await store.outbox.all()), ...(await store.sent.all())];
  const drafts = await store.drafts.all();
  return round.map(({ inspection: id }) => {
    const record = records.find((one) => one.id === id);
    const draft = drafts.find((one) => one.id === id);
    const name = record?.premises_name ?? draft?.premises_name ?? null;
    return { id, name, path: record ? `/outbox/${id}` : `/seal/${id}` };
  });
}
