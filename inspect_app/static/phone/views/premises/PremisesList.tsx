// Lists all premises of one's streets and kinds, found while typing, nearest first; it needs no network.
import { useState } from "preact/hooks";
import type { Premises } from "../../data";
import { Empty, Loading } from "../../ui/controls/Empty";
import { dayOf, showMoment } from "../../ui/formats/format";
import { Group } from "../../ui/controls/Group";
import { AppHeader } from "../../ui/controls/AppHeader";
import { usePlace } from "../../ui/position";
import type { Hit } from "../../ui/formats/search";
import { t } from "../../ui/texts/texts-field";
import { useApp, useLive } from "../context";
import { isFirstSync } from "../today/first-sync";
import { Filters } from "./Filters";
import { PremisesRow } from "./PremisesRow";
import { Search } from "./Search";
import { mapUnderWay } from "./under-way";
import { EVERYTHING, fitting, useFilter, useHits, useTyping, type Busy, type Narrowed } from "./use-hits";

const PAGE = 40;

export function PremisesList() {
  const { status } = useApp();
  const { all, typed, filter, change } = useFilter();
  const [pages, setPages] = useState(1);
  const { here, ask } = usePlace();
  const today = dayOf(Date.now());
  const busy = useLive(["inspections", "outbox", "drafts"], (store) => mapUnderWay(store));
  const { typing, begin } = useTyping(typed);
  const { list, open, closed, below } = useHits(all ?? [], { ...filter, typed }, here, today, busy);
  const found = open.length + closed.length;
  const most = typing ? fitting() : pages * PAGE;
  const room = typing ? most - open.length : PAGE;
  const narrow = (next: Partial<Narrowed>) => {
    change(next);
    setPages(1);
  };
  const type = (next: string) => {
    begin();
    narrow({ typed: next });
  };
  return (
    <>
      <AppHeader
        title={t("place.premises")}
        fact={
          status.lastSyncAt && <time>{t("premises.list-of", { time: showMoment(status.lastSyncAt) })}</time>
        }
      >
        <Search label={t("premises.search")} typed={typed} onType={type} />
      </AppHeader>
      <main class="body">
        <Filters all={all ?? []} filter={filter} onChange={narrow} />
        <p class="found" role="status">
          <span>{t("premises.found", { n: found, all: list.length })}</span>
          {here ? <span>{t("premises.sort-near")}</span> : <Nearest ask={ask} />}
        </p>
        <Hits hits={open.slice(0, most)} below={below} busy={busy} today={today} />
        {open.length > pages * PAGE && (
          <button type="button" class="row-more" onClick={() => setPages(pages + 1)}>
            {t("premises.more", { n: Math.min(PAGE, open.length - pages * PAGE) })}
          </button>
        )}
        {closed.length > 0 && room > 0 && (
          <Group title={t("premises.not-open")} count={closed.length}>
            <Hits hits={closed.slice(0, room)} below={below} busy={busy} today={today} />
          </Group>
        )}
        {all && found === 0 && (
          <Nothing
            total={all.length}
            loading={isFirstSync(status)}
            typed={typed}
            onReset={() => change(EVERYTHING)}
          />
        )}
      </main>
    </>
  );
}

interface Shown {
  hits: Hit<Premises>[];
  below: ReadonlyMap<string, number>;
  busy: Busy | undefined;
  today: string;
}

function Hits({ hits, below, busy, today }: Shown) {
  if (hits.length === 0) return null;
  return (
    <ul class="card">
      {hits.map(({ premises, metres, mark }) => (
        <li>
          <PremisesRow
            {...{ premises, metres, mark, today }}
            below={below.get(premises.id)}
            underWay={busy?.get(premises.id)}
          />
        </li>
      ))}
    </ul>
  );
}

function Nearest({ ask }: { ask: () => Promise<unknown> }) {
  const [state, setState] = useState<"idle" | "asking" | "denied">("idle");
  const find = async () => {
    setState("asking");
    setState(typeof (await ask()) === "string" ? "denied" : "idle");
  };
  if (state === "denied") return <span>{t("premises.place-denied")}</span>;
  return (
    <button type="button" class="link near" onClick={() => void find()}>
      {t(state === "asking" ? "premises.placing" : "premises.sort-near")}
    </button>
  );
}

interface Nothing {
  total: number;
  loading: boolean;
  typed: string;
  onReset: () => void;
}

function Nothing({ total, loading, typed, onReset }: Nothing) {
  if (loading) return <Loading />;
  if (total === 0)
    return (
      <Empty icon="premises" title={t("today.no-list")}>
        {t("today.no-list-2")}
      </Empty>
    );
  const title = typed ? t("premises.none", { typed }) : t("premises.none-filter");
  return (
    <Empty
      icon="search"
      title={title}
      action={
        <button type="button" class="button" onClick={onReset}>
          {t("premises.reset")}
        </button>
      }
    >
      {t("premises.none-2")}
    </Empty>
  );
}
