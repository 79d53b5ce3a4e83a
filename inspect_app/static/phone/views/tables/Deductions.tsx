// Takes the deductions of an item: from its pick list, and in the inspector's own words. It says when the cap
// is reached.
import type { Deduction, SheetScore } from "../../data";
import type { Clause, ScoredItem } from "../../rules";
import { Icon } from "../../ui/drawings/Icon";
import { Growing } from "../../ui/controls/Note";
import { OptionButton } from "../../ui/controls/OptionButton";
import { Stepper } from "../../ui/controls/Stepper";
import { either, t } from "../../ui/texts/texts-sheets";
import { deductionsOf, sumOfDeductions, withDeductions } from "./deducting";

const MOST_PLACES = 99;

interface Props {
  item: ScoredItem;
  score: SheetScore | undefined;
  onChange: (score: SheetScore | null) => void;
}

export function Deductions({ item, score, onChange }: Props) {
  const taken = deductionsOf(score, item);
  const listed = item.deductions ?? [];
  const own = taken.filter((one) => !listed.some(({ clause }) => clause === one.clause));
  const put = (next: Deduction[]) => onChange(withDeductions(score, next));
  const add = (clause: string, points: number) => put([...taken, { clause, count: 1, points }]);
  const replace = (old: Deduction, next: Deduction | null) =>
    put(taken.flatMap((one) => (one === old ? (next ?? []) : one)));
  return (
    <section class="block" data-test="deductions">
      <div class="block-head">
        <h3 class="block-name">{t("score.what")}</h3>
        {taken.length === 0 && <span class="block-needed">{t("score.what-first")}</span>}
      </div>
      <div class="options option-many">
        {listed.map((clause) => {
          const one = taken.find((each) => each.clause === clause.clause);
          return (
            <ListedClause
              clause={clause}
              taken={one}
              onToggle={() => (one ? replace(one, null) : add(clause.clause, clause.points[0]))}
              onChange={(next) => one && replace(one, next)}
            />
          );
        })}
        {own.map((one) => (
          <OwnClause item={item} taken={one} onChange={(next) => replace(one, next)} />
        ))}
        <button type="button" class="option" data-test="own-clause" onClick={() => add("", 1)}>
          <Icon name="plus" />
          {t("score.own")}
        </button>
      </div>
      {taken.length > 0 && <Sum item={item} taken={taken} />}
    </section>
  );
}

interface ListedProps {
  clause: Clause;
  taken: Deduction | undefined;
  onToggle: () => void;
  onChange: (taken: Deduction) => void;
}

function ListedClause({ clause, taken, onToggle, onChange }: ListedProps) {
  const [least, most] = clause.points;
  return (
    <div class="clause">
      <OptionButton chosen={Boolean(taken)} test="clause" onClick={onToggle}>
        <span class="clause-words">
          {either({ zh: clause.clause, en: clause.en })}
          <span class="small">{costOf(clause)}</span>
        </span>
      </OptionButton>
      {taken && (clause.mode === "each" || least < most) && (
        <Amounts clause={clause} taken={taken} onChange={onChange} />
      )}
    </div>
  );
}

/** Asks at how many places and how many points each, as far as the clause leaves that open. */
function Amounts({ clause, taken, onChange }: Omit<ListedProps, "onToggle"> & { taken: Deduction }) {
  const [least, most] = clause.points;
  return (
    <div class="clause-more">
      {clause.mode === "each" && (
        <Stepper
          label={t("score.places")}
          unit={t("score.place-unit")}
          value={taken.count}
          least={1}
          most={MOST_PLACES}
          test="count"
          onChange={(count) => onChange({ ...taken, count })}
        />
      )}
      {least < most && (
        <Stepper
          label={t(clause.mode === "each" ? "score.each" : "score.take-off")}
          unit={t("score.point-unit")}
          value={taken.points}
          least={least}
          most={most}
          test="points-off"
          onChange={(points) => onChange({ ...taken, points })}
        />
      )}
    </div>
  );
}

function costOf({ mode, points: [least, most] }: Clause): string {
  if (mode === "each")
    return least < most
      ? t("score.clause-each-range", { least, most })
      : t("score.clause-each", { n: least });
  return least < most ? t("score.clause-range", { least, most }) : t("score.clause-fix", { n: least });
}

function OwnClause({
  item,
  taken,
  onChange,
}: {
  item: ScoredItem;
  taken: Deduction;
  onChange: (taken: Deduction | null) => void;
}) {
  return (
    <div class="clause clause-own">
      <label>
        <span class="block-name">{t("score.own-name")}</span>
        <Growing
          value={taken.clause}
          test="own-words"
          onChange={(clause) => onChange({ ...taken, clause })}
        />
      </label>
      {!taken.clause.trim() && <span class="block-needed">{t("score.own-hint")}</span>}
      <div class="clause-more">
        <Stepper
          label={t("score.take-off")}
          unit={t("score.point-unit")}
          value={taken.points}
          least={1}
          most={item.max}
          test="points-off"
          onChange={(points) => onChange({ ...taken, points })}
        />
        <button type="button" class="button phrase" data-test="own-remove" onClick={() => onChange(null)}>
          {t("score.own-remove")}
        </button>
      </div>
    </div>
  );
}

function Sum({ item, taken }: { item: ScoredItem; taken: Deduction[] }) {
  const lost = sumOfDeductions(taken);
  const earned = Math.max(0, item.max - lost);
  return (
    <p class="score-sum" aria-live="polite" data-test="sum">
      <b>{t(lost > item.max ? "score.sum-capped" : "score.sum", { lost, earned, most: item.max })}</b>
      {earned === 0 && item.class === "guarantee" && <span class="tone-fail">{t("score.zero-sheet")}</span>}
    </p>
  );
}
