// Choosing the second inspector from the pulled list, by name or badge.
import { useState } from "preact/hooks";
import type { Person } from "../../data";
import { findLetters } from "../../ui/formats/pinyin";
import { Sheet } from "../../ui/controls/Sheet";
import { t } from "../../ui/texts/texts-more";
import "../../styles/form.css";

export function PersonSheet({
  people,
  onPick,
  onClose,
}: {
  people: Person[];
  onPick: (user: string) => void;
  onClose: () => void;
}) {
  const [typed, setTyped] = useState("");
  const wanted = typed.trim().toLowerCase();
  const found = people.filter(
    ({ name, badge }) =>
      !wanted ||
      name.includes(wanted) ||
      badge?.toLowerCase().includes(wanted) ||
      findLetters([...name], wanted),
  );
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
        {found.map(({ id, name, badge }) => (
          <button type="button" class="list-row" data-test="person" onClick={() => onPick(id)}>
            <b lang="zh-CN">{name}</b>
            {badge && <span class="list-row-right code">{t("seal.badge", { badge })}</span>}
          </button>
        ))}
      </div>
    </Sheet>
  );
}
