/** Attributes of a premises against the schema that a checklist gives for its kind. */

import { isDay } from "./days";
import { isInside, isNumber } from "./exact";
import { refuse } from "./refusals";
import type { AttributeSchema, Checklist } from "./types";

export function checkAttributes({ properties }: Checklist["attrs"], attrs: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(attrs)) {
    const schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (schema === undefined) refuse("unknown_attribute", `premises.attrs.${name}`);
    else if (!fits(schema, value)) refuse("type", `premises.attrs.${name}`);
  }
}

function fits(schema: AttributeSchema, value: unknown): boolean {
  const inner = schema.items;
  if (schema.type === "array")
    return Array.isArray(value) && (!inner || value.every((each) => fits(inner, each)));
  if (schema.type === "string") return typeof value === "string" && textFits(schema, value);
  if (schema.type === "boolean") return typeof value === "boolean";
  return isNumber(value) && numberFits(schema, value);
}

const textFits = (schema: AttributeSchema, value: string): boolean =>
  (schema.enum?.includes(value) ?? true) && (schema.format !== "date" || isDay(value));

const numberFits = (schema: AttributeSchema, value: number): boolean =>
  (schema.type === "number" || Number.isInteger(value)) &&
  isInside(value, { min: schema.minimum ?? null, max: schema.maximum ?? null });
