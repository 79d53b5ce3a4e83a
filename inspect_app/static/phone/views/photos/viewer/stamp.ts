// The words that stand under a large photo, and are drawn under one that is shared: never into what is saved.
import { useContext } from "preact/hooks";
import type { PhotoRef } from "../../../data";
import { dayOf, shortMark, showDay, timeOf } from "../../../ui/formats/format";
import { t } from "../../../ui/texts/texts-photo";
import { useLive } from "../../context";
import { About } from "../about";

export interface Stamp {
  place: string;
  when: string;
  people: string;
  code: string;
}

/** Puts together place, time, people and the code of the photo that is shown. */
export function useStamp({ sha256, taken_at }: PhotoRef): Stamp {
  const { place, people } = useContext(About);
  const names = useLive(
    ["people"],
    async (store) => {
      const known = new Map((await store.people.all()).map((one) => [one.id, one.name]));
      return people
        .map((user) => known.get(user) ?? (user === store.user.id ? store.user.name : ""))
        .filter(Boolean);
    },
    [people.join()],
  );
  return {
    place,
    when: `${showDay(dayOf(taken_at), "")} ${timeOf(taken_at)}`,
    people: (names ?? []).join(t("viewer.people-between")),
    code: shortMark(sha256),
  };
}
