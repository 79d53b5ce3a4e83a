// Saves everybody's unsent work on this phone when nothing can be sent: as a file or by a code. Needs no
// sign-in.
import { useEffect, useState } from "preact/hooks";
import { currentUser, openStore, type Problem, type RescueSize, type Store } from "../../data";
import { listKnownUsers } from "../../data/known";
import { Empty } from "../../ui/controls/Empty";
import { BackHeader } from "../../ui/controls/AppHeader";
import { ProblemBox } from "../../ui/controls/Problem";
import { t } from "../../ui/texts/texts-rescue";
import { problemOf } from "../context";
import { Partition } from "./Partition";
import "../../styles/row.css";
import "../../styles/rescue.css";

interface Found {
  store: Store;
  size: RescueSize | null;
  problem: Problem | null;
}

/**
 * Lists the partitions with work: one's own first, of the others only those that hold something or can not
 * be read.
 */
async function findWork(): Promise<Found[]> {
  const mine = (await currentUser().catch(() => null))?.id;
  const found = await Promise.all(
    (await listKnownUsers()).map(async (user): Promise<Found> => {
      const store = openStore(user);
      try {
        return { store, size: await (await store.rescue()).size(), problem: null };
      } catch (error) {
        return { store, size: null, problem: problemOf(error) };
      }
    }),
  );
  return found
    .filter(({ store, size }) => store.user.id === mine || !size || size.records + size.drafts > 0)
    .sort((a, b) => Number(b.store.user.id === mine) - Number(a.store.user.id === mine));
}

export function Rescue() {
  const [found, setFound] = useState<Found[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    let opened: Found[] = [];
    findWork().then(
      (work) => setFound((opened = work)),
      (error: unknown) => setProblem(problemOf(error)),
    );
    return () => opened.forEach(({ store }) => void store.close());
  }, []);
  return (
    <div class="screen">
      <BackHeader name={t("rescue.title")} parent="/" plain />
      <main class="body">
        <p class="card card-pad second">{t("rescue.lead")}</p>
        {problem && <ProblemBox problem={problem} />}
        {found?.length === 0 && (
          <Empty icon="outbox" title={t("rescue.none")}>
            {t("rescue.none-2")}
          </Empty>
        )}
        {found?.map((one) => (
          <Partition key={one.store.user.id} {...one} />
        ))}
      </main>
    </div>
  );
}
