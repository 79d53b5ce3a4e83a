// Renames a repeated sheet or takes it out.
import { useState } from "preact/hooks";
import { go } from "../../ui/router";
import { Sheet } from "../../ui/controls/Sheet";
import { t } from "../../ui/texts/texts-sheets";
import { ALL, pathTo } from "./paths";
import { PhotosSaving } from "../photos/PhotosSaving";
import type { SheetProps } from "./props";
import { mayRepeat, titleOf } from "./site";
import { labelOf, LONGEST_LABEL, removeSheet, renameSheet } from "./sheets";
import "../../styles/form.css";

export function SheetActions({ open, scores, view }: SheetProps) {
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

interface Naming {
  title: string;
  label: string;
  taken: string[];
  onDone: (label: string) => void;
  onClose: () => void;
}

function Rename({ title, label, taken, onDone, onClose }: Naming) {
  const [typed, setTyped] = useState(label);
  const next = labelOf(typed);
  const trouble = troubleWith(next, taken);
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
      <LabelForm typed={typed} onType={setTyped} />
    </Sheet>
  );
}

/** Why a sheet can not be called so; empty when it can. */
function troubleWith(label: string, taken: readonly string[]): string {
  if (!label) return t("sheet.name-empty");
  return taken.includes(label) ? t("sheet.name-taken", { label }) : "";
}

function LabelForm({ typed, onType }: { typed: string; onType: (typed: string) => void }) {
  return (
    <div class="card-pad form">
      <label>
        {t("sheet.name")}
        <input
          class="field"
          value={typed}
          maxLength={LONGEST_LABEL}
          data-test="label"
          onInput={(event) => onType(event.currentTarget.value)}
        />
      </label>
      <p class="second">{t("sheet.rename-lead")}</p>
      <div class="phrases">
        {[t("sheet.east"), t("sheet.west")].map((phrase) => (
          <button type="button" class="button phrase" onClick={() => onType(phrase)}>
            {phrase}
          </button>
        ))}
      </div>
    </div>
  );
}
