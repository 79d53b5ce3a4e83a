// Reads what is typed or tapped for an attribute of the register by its schema. Pure.
import type { PublishedChecklist } from "../../data";
import type { AttributeSchema } from "../../rules";

/** An attribute that can be corrected on site, by name. */
export type Editable = readonly [name: string, schema: AttributeSchema & { zh: string }];

/** Told to nobody before it begins. */
const UNTOLD = new Set(["call_drill"]);

/** Lists the attributes of a kind that have words and one value; lists of many stay with the desk. */
export function listEditable(checklists: readonly PublishedChecklist[]): Editable[] {
  const found = new Map<string, Editable[1]>();
  for (const { object } of checklists)
    for (const [name, schema] of Object.entries(object.attrs?.properties ?? {}))
      if (schema.zh && schema.type !== "array" && !UNTOLD.has(name))
        found.set(name, { ...schema, zh: schema.zh });
  return [...found];
}

/** Returns the value as the register takes it, or null where it does not fit. */
export function readAttribute(schema: AttributeSchema, given: string): unknown {
  const typed = given.trim();
  if (schema.type === "boolean") return typed === "true" ? true : typed === "false" ? false : null;
  if (schema.type === "string") return typed || null;
  const number = typed === "" ? NaN : Number(typed);
  if (!Number.isFinite(number)) return null;
  if (schema.type === "integer" && !Number.isInteger(number)) return null;
  const low = schema.minimum !== undefined && number < schema.minimum;
  const high = schema.maximum !== undefined && number > schema.maximum;
  return low || high ? null : number;
}

/** Lists the choices of an attribute, in words of both languages; null where it is typed. */
export function choicesOf(
  schema: AttributeSchema,
  yes: string,
  no: string,
): { value: string; zh: string; en: string }[] | null {
  if (schema.type === "boolean")
    return [
      { value: "true", zh: yes, en: yes },
      { value: "false", zh: no, en: no },
    ];
  if (!schema.enum) return null;
  return schema.enum.map((value) => {
    const words = schema.values?.[value];
    return { value, zh: words?.zh ?? value, en: words?.en ?? value };
  });
}
