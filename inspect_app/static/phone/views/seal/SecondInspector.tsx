// Chooses the second inspector.
import { useState } from "preact/hooks";
import type { Draft, Person } from "../../data";
import { t } from "../../ui/texts/texts-more";
import { lossOf, useApp, useLive } from "../context";
import { PersonSheet } from "./PersonSheet";

interface Props {
  second: string | null;
  onPick: (user: string) => void;
}

export function SecondInspector({ second, onPick }: Props) {
  const { store } = useApp();
  const people = usePeople();
  const [picking, setPicking] = useState(false);
  const pick = (user: string) => {
    setPicking(false);
    onPick(user);
  };
  return (
    <>
      <div class="list-row" id="missing-second" data-unsigned={second === null || undefined}>
        <span class="list-row-text">
          <b>{second ? t("seal.second-is", { name: nameOf(people, second) }) : t("seal.second-missing")}</b>
        </span>
        <button type="button" class="button" data-test="pick-second" onClick={() => setPicking(true)}>
          {t(second ? "seal.change" : "seal.pick")}
        </button>
      </div>
      {picking && (
        <PersonSheet
          people={people.filter((one) => one.id !== store.user.id)}
          onPick={pick}
          onClose={() => setPicking(false)}
        />
      )}
    </>
  );
}

export function usePick({ id }: Pick<Draft, "id">): (user: string) => void {
  const { store, tell } = useApp();
  return (user) => void store.drafts.setSecond(id, user).catch((error: unknown) => tell(lossOf(error)));
}

export const usePeople = (): Person[] => useLive(["people"], (store) => store.people.all()) ?? [];

export const nameOf = (people: readonly Person[], user: string): string =>
  people.find((one) => one.id === user)?.name ?? "";
