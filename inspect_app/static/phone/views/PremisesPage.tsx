// One premises: what it is, what failed last time, and the button that starts an inspection.
import type { Premises } from "../data";
import { BackFace } from "../ui/Face";
import { Empty } from "../ui/Empty";
import { dayOf } from "../ui/format";
import { Chip, Icon } from "../ui/Icon";
import { t } from "../ui/texts";
import { useLive } from "./context";
import { areaWord, kindIcon, kindWord } from "./kinds";
import "../styles/row.css";
import { LastVisit, Record } from "./PremisesFacts";
import { StartFoot } from "./StartFoot";

export function PremisesPage({ id, notice }: { id: string; notice?: preact.ComponentChildren }) {
  const premises = useLive(["premises"], (store) => store.premises.byId(id), [id]);
  const checklists = useLive(
    ["checklists", "premises"],
    async (store) => {
      const found = await store.premises.byId(id);
      return found ? store.checklists.forKind(found.kind, dayOf(Date.now())) : [];
    },
    [id],
  );
  if (premises === undefined || checklists === undefined) return null;
  if (premises === null) {
    return (
      <>
        <BackFace name={t("place.premises")} parent="/premises" plain />
        <main class="body">
          <Empty icon="premises" title={t("premises.unknown")}>
            {t("premises.unknown-2")}
          </Empty>
        </main>
      </>
    );
  }
  return (
    <>
      <BackFace name={premises.name} parent="/premises" />
      <main class="body">
        {notice}
        <Head premises={premises} />
        <LastVisit premises={premises} checklists={checklists} />
        <Record premises={premises} checklists={checklists} />
      </main>
      <StartFoot premises={premises} checklists={checklists} />
    </>
  );
}

function Head({ premises }: { premises: Premises }) {
  return (
    <section class="head-plate">
      <p class="second kind-line">
        <Icon name={kindIcon(premises.kind)} />
        <span>
          {kindWord(premises.kind)}
          <span class="bar-between" />
          {areaWord(premises.area)}
        </span>
      </p>
      {premises.status !== "open" && (
        <Chip mark="na">
          {t(premises.status === "closed" ? "premises.status.closed" : "premises.status.suspended")}
        </Chip>
      )}
    </section>
  );
}
