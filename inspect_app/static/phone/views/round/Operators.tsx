// Takes one signature, or the reason why there is none, of each person present who answers for something.
import { useState } from "preact/hooks";
import { Icon } from "../../ui/drawings/Icon";
import { t } from "../../ui/texts/texts-round";
import { OperatorCard } from "./OperatorCard";
import { hasSpoken, type Operator } from "./operators";

interface Props {
  operators: readonly Operator[];
  above: string;
}

/** Who has not spoken comes first; of a whole market the others are only counted. */
export function Operators({ operators, above }: Props) {
  const [all, setAll] = useState(false);
  const open = operators.filter((one) => !hasSpoken(one));
  const done = operators.filter(hasSpoken);
  const few = operators.length <= 3;
  return (
    <>
      <div class="group-head">
        <h3>{t("round.present")}</h3>
      </div>
      {open.map((one) => (
        <OperatorCard key={one.key} operator={one} above={above} />
      ))}
      {done.length > 0 && !few && (
        <button
          type="button"
          class="row-more round-done"
          aria-expanded={all}
          data-test="round-spoken"
          onClick={() => setAll(!all)}
        >
          {t("round.bar-present")} {t("round.of", { done: done.length, all: operators.length })}
          <Icon name="down" />
        </button>
      )}
      {(few || all) && done.map((one) => <OperatorCard key={one.key} operator={one} above={above} />)}
    </>
  );
}
