// Chooses an attribute of the register and takes what is true of it on site.
import { useState } from "preact/hooks";
import { either, t } from "../../ui/texts/texts-field";
import { DayField } from "../answers/DayField";
import { choicesOf, readAttribute, type Editable } from "./attribute-inputs";
import "../../styles/form.css";

interface Props {
  attributes: readonly Editable[];
  known: Record<string, unknown>;
  onChange: (attrs: Record<string, unknown> | null) => void;
}

export function AttributeField({ attributes, known, onChange }: Props) {
  const [name, setName] = useState("");
  const [typed, setTyped] = useState("");
  const schema = attributes.find(([key]) => key === name)?.[1];
  const choose = (next: string) => {
    setName(next);
    setTyped("");
    onChange(null);
  };
  const type = (next: string) => {
    setTyped(next);
    const value = schema && readAttribute(schema, next);
    onChange(value == null || value === known[name] ? null : { [name]: value });
  };
  return (
    <>
      <label>
        {t("propose.which")}
        <select
          class="field"
          value={name}
          data-test="propose-attribute"
          onChange={(event) => choose(event.currentTarget.value)}
        >
          <option value="">{t("propose.pick")}</option>
          {attributes.map(([key, { zh, en }]) => (
            <option value={key}>{either({ zh, ...(en ? { en } : {}) })}</option>
          ))}
        </select>
      </label>
      {schema && <Value schema={schema} typed={typed} onType={type} />}
    </>
  );
}

function Value({
  schema,
  typed,
  onType,
}: {
  schema: Editable[1];
  typed: string;
  onType: (typed: string) => void;
}) {
  const label = t("propose.value");
  const choices = choicesOf(schema, t("premises.attr-yes"), t("premises.attr-no"));
  if (choices)
    return (
      <div class="block" role="group" aria-label={label}>
        <span class="block-name">{label}</span>
        <div class="phrases">
          {choices.map(({ value, zh, en }) => (
            <button
              type="button"
              class={`button phrase${typed === value ? " filter-on" : ""}`}
              aria-pressed={typed === value}
              data-test={`propose-value-${value}`}
              onClick={() => onType(value)}
            >
              {either({ zh, en })}
            </button>
          ))}
        </div>
      </div>
    );
  if (schema.format === "date")
    return <DayField label={label} day={typed} test="propose-value" onChange={onType} />;
  const numeric = schema.type === "integer" || schema.type === "number";
  return (
    <label>
      {label}
      <input
        class="field"
        inputMode={numeric ? "decimal" : "text"}
        autocomplete="off"
        maxLength={200}
        value={typed}
        data-test="propose-value"
        onInput={(event) => onType(event.currentTarget.value)}
      />
    </label>
  );
}
