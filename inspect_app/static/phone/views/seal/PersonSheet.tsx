// Chooses the second inspector from the pulled list, by name or badge.
import { useState } from "preact/hooks";
import type { Person } from "../../data";
import { findLetters, spell } from "../../ui/formats/pinyin";
import { Sheet } from "../../ui/controls/Sheet";
import { t } from "../../ui/texts/texts-more";
import "../../styles/form.css";

interface Props {
  people: Person[];
  onPick: (user: string) => void;
  onClose: () => void;
}

export function PersonSheet({ people, onPick, onClose }: Props) {
  const [typed, setTyped] = useState("");
  return (
    <Sheet title={t("seal.second-missing")} second={t("seal.second-lead")} onClose={onClose}>
      {people.length > 6 && (
        <div class="card-pad">
          <input
            class="field"
            value={typed}
            placeholder={t("seal.find-person")}
            aria-label={t("seal.find-person")}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </div>
      )}
      <div class="card">
        {people.length === 0 && <p class="list-row">{t("seal.nobody")}</p>}
        {findPeople(people, typed).map(({ id, name, badge }) => (
          <button type="button" class="list-row" data-test="person" onClick={() => onPick(id)}>
            <b lang="zh-CN">{name}</b>
            {badge && <span class="list-row-right code">{t("seal.badge", { badge })}</span>}
          </button>
        ))}
      </div>
    </Sheet>
  );
}

/** Finds the people whose name, pinyin or badge holds what was typed. */
function findPeople(people: readonly Person[], typed: string): Person[] {
  const wanted = typed.trim().toLowerCase();
  return people.filter(
    ({ name, badge }) =>
      !wanted ||
      name.includes(wanted) ||
      badge?.toLowerCase().includes(wanted) ||
      findLetters(spell(name), wanted),
  );
}
