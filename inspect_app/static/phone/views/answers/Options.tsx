// One of several, or any of several; each option is a full line that a glove can hit.
import type { Item } from "../../rules";
import { either, t } from "../../ui/texts/texts-more";
import "../../styles/form.css";

export function Options({
  item,
  value,
  required,
  onChange,
}: {
  item: Item;
  value: unknown;
  required: ReadonlySet<string>;
  onChange: (value: unknown) => void;
}) {
  const many = item.type === "choices";
  const chosen = Array.isArray(value) ? (value as string[]) : typeof value === "string" ? [value] : [];
  const toggle = (option: string) => {
    if (!many) return onChange(option);
    const next = item.options
      .map((one) => one.value)
      .filter((one) => (one === option ? !chosen.includes(one) : chosen.includes(one)));
    onChange(next.length ? next : null);
  };
  return (
    <div
      class={`options${many ? " option-many" : ""}`}
      role="group"
      aria-label={t(many ? "inspect.choose-many" : "inspect.choose-one")}
    >
      {item.options.map((option) => (
        <button
          type="button"
          class="option"
          aria-pressed={chosen.includes(option.value)}
          data-test={`option-${option.value}`}
          onClick={() => toggle(option.value)}
        >
          <span class="option-box" />
          <span>{either(option)}</span>
          {required.has(option.value) && <small>{t("inspect.required")}</small>}
        </button>
      ))}
    </div>
  );
}
