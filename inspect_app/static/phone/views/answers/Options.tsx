// Takes one of several options, or any of several.
import type { Item } from "../../rules";
import { OptionButton } from "../../ui/controls/OptionButton";
import { either, t } from "../../ui/texts/texts-more";

interface Props {
  item: Item;
  value: unknown;
  required: ReadonlySet<string>;
  onChange: (value: unknown) => void;
}

export function Options({ item, value, required, onChange }: Props) {
  const many = item.type === "choices";
  const chosen = Array.isArray(value) ? (value as string[]) : typeof value === "string" ? [value] : [];
  const choose = (option: string) => onChange(many ? toggled(item, chosen, option) : option);
  return (
    <div
      class={`options${many ? " option-many" : ""}`}
      role="group"
      aria-label={t(many ? "inspect.choose-many" : "inspect.choose-one")}
    >
      {item.options.map((option) => (
        <OptionButton
          chosen={chosen.includes(option.value)}
          test={`option-${option.value}`}
          onClick={() => choose(option.value)}
        >
          <span>{either(option)}</span>
          {required.has(option.value) && <small>{t("inspect.required")}</small>}
        </OptionButton>
      ))}
    </div>
  );
}

/** The chosen options with this one added or taken out, in the order of the list; null when none is left. */
function toggled(item: Item, chosen: readonly string[], option: string): string[] | null {
  const next = item.options
    .map((one) => one.value)
    .filter((one) => (one === option ? !chosen.includes(one) : chosen.includes(one)));
  return next.length ? next : null;
}
