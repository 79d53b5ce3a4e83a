// Takes what was found at one item: full points, deductions with their clauses, or that the site has no such
// thing.
import { useState } from "preact/hooks";
import type { SheetScore } from "../../data";
import { announce } from "../../ui/announce";
import { goesOn } from "../../ui/auto-next";
import { Mark as Sign } from "../../ui/drawings/Icon";
import { Note } from "../../ui/controls/Note";
import { either, t, type SheetKey } from "../../ui/texts/texts-sheets";
import type { MarkName } from "../../ui/drawings/marks";
import { OnOrder } from "../corrections/OnOrder";
import { ItemRemark } from "../inspect/ItemRemark";
import { Deductions } from "./Deductions";
import { Evidence } from "./Evidence";
import type { RowProps } from "./props";
import { nextOpenIn } from "./paths";
import { deductionsOf } from "./deducting";
import { reasonOf, slugOf } from "./site";
import { addressOf, isMissing, remarksOn } from "./sheets";
import "../../styles/answers.css";

type Choice = "full" | "take" | "missing";
const CHOICES: [Choice, MarkName, string][] = [
  ["full", "pass", "pass"],
  ["take", "fail", "fail"],
  ["missing", "na", "na"],
];

export function ItemBody(props: RowProps) {
  const { view, mark, open } = props;
  const { item } = mark;
  const slug = slugOf(item);
  const score = view.sheet.scores[slug];
  const { chosen, set, choose } = useChoice(props, slug);
  return (
    <div class="score-body">
      {remarksOn(open.draft, view.sheet, slug).map(({ remark }) => (
        <ItemRemark text={remark} />
      ))}
      <div class="answers" role="group" aria-label={`${either(item)}，${t("score.choose")}`}>
        {CHOICES.map(([choice, sign, look]) => (
          <button
            type="button"
            class={`answer answer-${look}`}
            aria-pressed={chosen === choice}
            data-test={`score-${choice}`}
            onClick={() => choose(choice)}
          >
            <Sign name={sign} />
            <span>{t(`score.${choice}`)}</span>
          </button>
        ))}
      </div>
      {chosen === "take" && <Deductions item={item} score={score} onChange={set} />}
      {chosen === "missing" && (
        <MissingReason reason={reasonOf(score)} onChange={(reason) => set({ missing: true, reason })} />
      )}
      {deductionsOf(score, item).length > 0 && <OnOrder draft={open.draft} mark={mark} />}
      <Evidence {...props} score={score} onChange={set} />
    </div>
  );
}

/**
 * Holds which of the three was found, and chooses another one; deductions come back with a second thought.
 */
function useChoice({ view, scores, mark: { item }, onUnfold }: RowProps, slug: string) {
  const score = view.sheet.scores[slug];
  const [taking, setTaking] = useState(false);
  const [before, setBefore] = useState<SheetScore | undefined>(undefined);
  const lost = deductionsOf(score, item).length > 0;
  const chosen = chosenOf(score, lost, taking);
  const set = (next: SheetScore | null) => scores.score(addressOf(view.sheet, slug), next);
  const choose = (choice: Choice) => {
    setTaking(choice === "take");
    if (choice === chosen) return;
    if (lost) setBefore(score);
    set(
      choice === "full" ? item.max : choice === "missing" ? { missing: true, reason: "" } : (before ?? null),
    );
    announce(t(`score.${choice}`));
    const next = nextOpenIn(view, slug);
    if (choice === "full" && next && goesOn()) onUnfold(next);
  };
  return { chosen, set, choose };
}

function chosenOf(score: SheetScore | undefined, lost: boolean, taking: boolean): Choice | null {
  if (isMissing(score)) return "missing";
  if (lost || (taking && score === undefined)) return "take";
  return score === undefined ? null : "full";
}

function MissingReason({ reason, onChange }: { reason: string; onChange: (reason: string) => void }) {
  return (
    <Note
      label={t("score.reason")}
      value={reason}
      phrases={[1, 2, 3].map((n) => t(`score.reason-${n}` as SheetKey))}
      hint={reason ? undefined : t("score.reason-hint")}
      needed
      onChange={onChange}
    />
  );
}
