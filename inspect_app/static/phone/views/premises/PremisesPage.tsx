// Draws the page of one premises: what it is, what lies under it, what failed last time, and the button that
// starts an inspection.
import type { Premises } from "../../data";
import { BackHeader } from "../../ui/controls/AppHeader";
import { Empty } from "../../ui/controls/Empty";
import { dayOf } from "../../ui/formats/format";
import { Chip, Icon } from "../../ui/drawings/Icon";
import { Link } from "../../ui/controls/Link";
import { Name } from "../../ui/controls/Name";
import { t, word } from "../../ui/texts/texts-more";
import { useLive } from "../context";
import { GoThere } from "./GoThere";
import { hasNoRoutine } from "./hierarchy";
import { areaWord, kindIcon, kindWord } from "../kinds";
import "../../styles/children.css";
import "../../styles/row.css";
import { AcceptFoot } from "../acceptance/AcceptFoot";
import { Attempts } from "../acceptance/Attempts";
import { Children } from "../children/Children";
import { RechecksHere } from "../corrections/RechecksHere";
import { RoundHere } from "../round/RoundHere";
import { Propose } from "../proposals/Propose";
import { LastVisit, RegisterEntry } from "./PremisesFacts";
import { StartInspection } from "./StartInspection";
import { isSeenToday, mapUnderWay } from "./under-way";

export function PremisesPage({ id, notice }: { id: string; notice?: preact.ComponentChildren }) {
  const premises = useLive(["premises"], (store) => store.premises.byId(id), [id]);
  const parent = useLive(
    ["premises"],
    async (store) => (premises?.parent ? store.premises.byId(premises.parent) : null),
    [premises?.parent],
  );
  const checklists = useLive(
    ["checklists", "premises"],
    async (store) => {
      const found = await store.premises.byId(id);
      return found ? store.checklists.forKind(found.kind, dayOf(Date.now())) : [];
    },
    [id],
  );
  if (premises === undefined || parent === undefined || checklists === undefined) return null;
  if (premises === null) return <Unknown />;
  return (
    <>
      <BackHeader name={premises.name} parent={parent ? `/premises/${parent.id}` : "/premises"} />
      <main class="body">
        {notice}
        <Head premises={premises} parent={parent} />
        <RechecksHere id={premises.id} />
        <RoundHere premises={premises} />
        <Children premises={premises} />
        {premises.kind === "unit_work" && <Attempts work={premises} />}
        {!hasNoRoutine(premises.kind) && <LastVisit premises={premises} checklists={checklists} />}
        <RegisterEntry premises={premises} checklists={checklists} />
        <Propose premises={premises} checklists={checklists} />
      </main>
      {premises.kind === "unit_work" ? (
        <AcceptFoot work={premises} />
      ) : (
        !hasNoRoutine(premises.kind) && <StartInspection premises={premises} checklists={checklists} />
      )}
    </>
  );
}

function Unknown() {
  return (
    <>
      <BackHeader name={t("place.premises")} parent="/premises" plain />
      <main class="body">
        <Empty icon="premises" title={t("premises.unknown")}>
          {t("premises.unknown-2")}
        </Empty>
      </main>
    </>
  );
}

function Head({ premises, parent }: { premises: Premises; parent: Premises | null }) {
  const underWay = useLive(["inspections", "outbox", "drafts", "sent"], (store) => mapUnderWay(store))?.get(
    premises.id,
  );
  return (
    <section class="head-card">
      <p class="second kind-row">
        <Icon name={kindIcon(premises.kind)} />
        <span>
          {kindWord(premises.kind)}
          <span class="bar-between" />
          {areaWord(premises.area)}
        </span>
      </p>
      {isSeenToday(underWay, dayOf(Date.now())) && <Chip mark="sealed">{t("premises.seen-today")}</Chip>}
      {premises.status !== "open" && (
        <Chip mark="na">
          {t(premises.status === "closed" ? "premises.status.closed" : "premises.status.suspended")}
        </Chip>
      )}
      {parent && (
        <Link class="button parent-link" href={`/premises/${parent.id}`} data-test="parent">
          <Icon name={kindIcon(parent.kind)} />
          <span>
            {word("parent", parent.kind)} <Name of={parent.name} />
          </span>
        </Link>
      )}
      <GoThere premises={premises} />
    </section>
  );
}
