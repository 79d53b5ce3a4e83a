// Lists what corrections ask of this person, day by day; each leads to where it is dealt with.
import { useEffect, useRef } from "preact/hooks";
import type { Correction, Notice, Uuid } from "../../data";
import { BackHeader } from "../../ui/controls/AppHeader";
import { Empty } from "../../ui/controls/Empty";
import { Group } from "../../ui/controls/Group";
import { dayOf, showDay, showWeekday } from "../../ui/formats/format";
import { t } from "../../ui/texts/texts-corrections";
import { useApp, useLive } from "../context";
import { readWords, type Words } from "../corrections/known";
import { listByDay } from "./by-day";
import { NoticeRow } from "./NoticeRow";

export function Notices() {
  const known = useLive(["inspections", "outbox", "sent", "drafts"], async (store) => {
    const corrections = await store.corrections();
    const [notices, { all }, returned] = await Promise.all([
      corrections.notices(),
      corrections.read(),
      store.inspections.returned(),
    ]);
    const about = new Map(all.map((one) => [one.id, one]));
    return {
      notices,
      about,
      words: await readWords(store, all),
      back: new Set(returned.map(({ id }) => id)),
    };
  });
  useSeenOnLeaving(known?.notices);
  if (!known) return null;
  return (
    <>
      <BackHeader name={t("notices.title")} parent="/" plain />
      <main class="body">
        {known.notices.length === 0 ? (
          <Empty icon="clock" title={t("notices.none")}>
            {t("notices.none-2")}
          </Empty>
        ) : (
          <Days {...known} />
        )}
      </main>
    </>
  );
}

interface Known {
  notices: Notice[];
  about: ReadonlyMap<Uuid, Correction>;
  words: Words;
  back: ReadonlySet<Uuid>;
}

function Days({ notices, about, words, back }: Known) {
  const today = dayOf(Date.now());
  return (
    <>
      {listByDay(notices).map(({ day, all }) => (
        <Group key={day} title={titleOf(day, today)} count={all.length}>
          {all.map((notice) => {
            const correction = about.get(notice.id);
            return (
              <NoticeRow
                key={notice.mark}
                {...{ notice, correction, today }}
                item={correction ? words(correction) : null}
                isBack={correction !== undefined && back.has(correction.inspection)}
              />
            );
          })}
        </Group>
      ))}
      <p class="found">{t("notices.how")}</p>
    </>
  );
}

const titleOf = (day: string, today: string): string =>
  !day
    ? t("notices.undated")
    : day === today
      ? t("notices.today")
      : `${showDay(day, today)} ${showWeekday(day)}`;

/** What stood on the screen counts as seen once it is left, not before: it says until then what is new. */
function useSeenOnLeaving(notices: Notice[] | undefined): void {
  const { store } = useApp();
  const shown = useRef<Notice[]>([]);
  shown.current = notices ?? shown.current;
  useEffect(
    () => () => {
      const unseen = shown.current.filter((one) => one.isNew);
      if (unseen.length > 0)
        void store
          .corrections()
          .then((corrections) => corrections.markSeen(unseen))
          .catch(() => undefined); // it is told once more
    },
    [store],
  );
}
