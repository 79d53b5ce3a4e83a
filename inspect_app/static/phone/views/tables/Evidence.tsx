// Asks for the photos and the place of what cost points; an item without a loss asks for neither.
import type { Answer, SheetScore } from "../../data";
import type { Item } from "../../rules";
import { Note } from "../../ui/controls/Note";
import { t } from "../../ui/texts/texts-sheets";
import { Photos } from "../photos/Photos";
import { Voice } from "../photos/voice/Voice";
import { isTaken } from "./deducting";
import type { RowProps } from "./props";
import { stateOf } from "./site";

export function Evidence({
  open,
  mark,
  score,
  onChange,
}: RowProps & { score: SheetScore | undefined; onChange: (score: SheetScore) => void }) {
  const { item, key } = mark;
  const taken = open.draft.photos[key] ?? [];
  const hasLost = stateOf(mark) === "fail";
  if (!hasLost && taken.length === 0) return null;
  const said = isTaken(score) ? score : null;
  const answer: Answer = { value: null, ...(said?.no_photo ? { no_photo: said.no_photo } : {}) };
  // biome-ignore lint/plugin: `Photos` looks at what both kinds of item have: words, id, photo
  const filed = { ...item, id: key, photo_hint_zh: "", photo_hint_en: "" } as unknown as Item;
  const write = (name: "note" | "no_photo", text: string | undefined) => {
    if (!said) return;
    const { [name]: _, ...rest } = said;
    onChange(text?.trim() ? { ...rest, [name]: text } : rest);
  };
  return (
    <>
      <Photos
        open={{ ...open, draft: { ...open.draft, answers: { [key]: answer } } }}
        item={filed}
        taken={taken}
        needed={hasLost && item.photo !== "none"}
        rule={t("score.photo-rule")}
        onChange={(next) => write("no_photo", next?.no_photo)}
      />
      {said && (
        <Note
          label={t("score.where")}
          value={said.note ?? ""}
          phrases={[]}
          onChange={(note) => write("note", note)}
        />
      )}
      <Voice key={key} draft={open.draft} item={key} />
    </>
  );
}
