// Puts what the register already knows of a premises in words; the checklist's schema names the attributes.
import type { Checklist } from "../../rules";
import { showDay } from "../../ui/formats/format";
import { either, t } from "../../ui/texts/texts-more";

/** An unannounced drill stays unannounced until the inspection has begun. */
const UNTOLD = new Set(["call_drill"]);

export function attributeWords(
  checklist: Checklist,
  attrs: Record<string, unknown>,
): [name: string, value: string][] {
  return Object.entries(checklist.attrs.properties).flatMap(([key, schema]) => {
    const value = attrs[key];
    if (value === undefined || value === null || !schema.zh || UNTOLD.has(key)) return [];
    const one = (part: unknown) =>
      schema.values?.[String(part)]
        ? either(schema.values[String(part)]!)
        : schema.format === "date"
          ? showDay(String(part))
          : plain(part);
    return [
      [
        either({ zh: schema.zh, ...(schema.en ? { en: schema.en } : {}) }),
        Array.isArray(value) ? value.map(one).join(t("word.list")) : one(value),
      ],
    ];
  });
}

function plain(value: unknown): string {
  return typeof value === "boolean" ? t(value ? "premises.attr-yes" : "premises.attr-no") : String(value);
}
