// What a repeated sheet is called, and taking it out again.
import { useState } from "preact/hooks";
import { go } from "../../ui/router";
import { Sheet } from "../../ui/controls/Sheet";
import { t } from "../../ui/texts/texts-sheets";
import { ALL, pathTo } from "./paths";
import { PhotosSaving } from "../photos/PhotosSaving";
import type { SheetProps } from "./props";
import { mayRepeat, titleOf } from "./site";
import { labelOf, LONGEST_LABEL, removeSheet, renameSheet } from "./tables";
import "../../styles/form.css";

export function Manage({ open, scores, view }: SheetProps) {
  const [naming, setNaming] = useState(false);
  const all = pathTo(open.draft.id, ALL);
  const remove = () =>
    void scores.edit((draft) => removeSheet(draft, view.sheet)).then(() => go(all, "replace"));
  const rename = async (label: string) => {
    setNaming(false);
    await scores.edit((draft) => renameSheet(draft, view.sheet, label));
    go(pathTo(open.draft.id, `${view.table.id}[${label}]`), "replace");
  };
  const taken = scores.tables.filter((one) => one.table === view.table.id && one.label !== view.sheet.label);
  return (
    <fieldset class="sheet-manage" disabled={scores.photosSaving > 0}>
      {mayRepeat(view.table) && (
        <button type="button" class="button" data-test="rename" onClick={() => setNaming(true)}>
          {t("sheet.rename")}
        </button>
      )}
      <button type="button" class="button" data-test="remove" onClick={remove}>
        {t("sheet.remove")}
      </button>
      <PhotosSaving scores={scores} />
      {naming && (
        <Rename
          title={titleOf(view.table, view.sheet)}
          label={view.sheet.label}
          taken={taken.map((one) => one.label)}
          onDone={(label) => void rename(label)}
          onClose={() => setNaming(false)}
        />
      )}
    </fieldset>
  );
}

function Rename({
  title,
  label,
  taken,
  onDone,
  onClose,
}: {
  title: string;
  label: string;
  taken: string[];
  onDone: (label: string) => void;
  onClose: () => void;
}) {
  const [typed, setTyped] = useState(label);
  const next = labelOf(typed);
  const trouble = !next
    ? t("sheet.name-empty")
    : taken.includes(next)
      ? t("sheet.name-taken", { label: next })
      : "";
  const foot = trouble ? (
    <p class="button button-blocked button-wide">{trouble}</p>
  ) : (
    <button
      type="button"
      class="button button-next button-wide"
      data-test="rename-keep"
      onClick={() => onDone(next)}
    >
      {t("sheet.name-keep")}
    </button>
  );
  return (
    <Sheet title={t("sheet.rename-title")} second={title} foot={foot} onClose={onClose}>
      <div class="card-pad form">
        <label>
          {t("sheet.name")}
          <input
            class="field"
            value={typed}
            maxLength={LONGEST_LABEL}
            data-test="label"
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </label>
        <p class="second">{t("sheet.rename-lead")}</p>
        <div class="phrases">
          {[t("sheet.east"), t("sheet.west")].map((phrase) => (
            <button type="button" class="button phrase" onClick={() => setTyped(phrase)}>
              {phrase}
            </button>
          ))}
        </div>
      </div>
    </Sheet>
  );
}
