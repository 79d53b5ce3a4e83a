// Rechecks at one premises what was to be put right there, and nothing else: item by item, offline.
import { useRef, useState } from "preact/hooks";
import type { Correction, Premises, Uuid } from "../../data";
import { BackHeader } from "../../ui/controls/AppHeader";
import { Mark } from "../../ui/drawings/Icon";
import { t } from "../../ui/texts/texts-corrections";
import { useLive } from "../context";
import { FullInspection } from "./FullInspection";
import { byDue, isToRecheck, readWords, type Words } from "./known";
import { Lost } from "./Lost";
import { RecheckItem } from "./RecheckItem";
import "../../styles/recheck.css";
import "../../styles/row.css";

export function Recheck({ id }: { id: Uuid }) {
  const known = useKnown(id);
  const [done, setDone] = useState<ReadonlySet<Uuid>>(new Set());
  const [at, setAt] = useState(0);
  const most = useRef(0);
  if (!known) return null;
  const { premises, here, lost, words } = known;
  const open = here.filter((one) => isToRecheck(one) && !done.has(one.id));
  const all = (most.current = Math.max(most.current, open.length + done.size));
  const name = premises?.name ?? here[0]?.place ?? "";
  const current = open[Math.min(at, open.length - 1)];
  return (
    <>
      <BackHeader name={name} parent="/">
        {current && <Progress nth={all - open.length} all={all} />}
      </BackHeader>
      {current ? (
        <RecheckItem
          key={current.id}
          correction={current}
          item={words(current)}
          premises={premises}
          left={open.length - 1}
          onPrevious={at > 0 ? () => setAt(at - 1) : null}
          onSkip={at < open.length - 1 ? () => setAt(at + 1) : null}
          onDone={() => setDone(new Set([...done, current.id]))}
        />
      ) : (
        <main class="body">
          {lost.map((one) => (
            <Lost move={one} />
          ))}
          <Nothing done={done.size > 0} />
          <FullInspection id={id} />
        </main>
      )}
    </>
  );
}

interface Known {
  premises: Premises | null;
  here: Correction[];
  lost: Parameters<typeof Lost>[0]["move"][];
  words: Words;
}

function useKnown(id: Uuid): Known | undefined {
  return useLive(
    ["inspections", "outbox", "sent", "premises"],
    async (store) => {
      const { all, lost } = await (await store.corrections()).read();
      const here = all.filter((one) => one.premises === id).sort(byDue);
      return {
        here,
        premises: await store.premises.byId(id),
        lost: lost.filter(({ correction }) => correction?.premises === id),
        words: await readWords(store, here),
      };
    },
    [id],
  );
}

/** One bar for each item, the present one yellow. */
function Progress({ nth, all }: { nth: number; all: number }) {
  return (
    <div class="recheck-head">
      <span class="recheck-bars" aria-hidden="true">
        {Array.from({ length: all }, (_, n) => (
          <i class={n < nth ? "recheck-done" : n === nth ? "recheck-here" : ""} />
        ))}
      </span>
      <p>
        <span>
          <b>{t("recheck.name")}</b> {t("recheck.nth", { n: nth + 1, all })}
        </span>
        <span class="small">{t("recheck.lead")}</span>
      </p>
    </div>
  );
}

function Nothing({ done }: { done: boolean }) {
  return (
    <div class="empty" role="status" data-test={done ? "recheck-done" : "recheck-none"}>
      <Mark name={done ? "sealed" : "na"} class="sealed-mark" />
      <b>{t(done ? "recheck.done" : "recheck.none")}</b>
      <p>{t(done ? "recheck.done-2" : "recheck.none-2")}</p>
    </div>
  );
}
