import { describe, expect, it } from "vitest";
import phoneEn from "../../../../texts/phone.en.json";
import fieldEn from "../../../../texts/phone-field.en.json";
import fieldZh from "../../../../texts/phone-field.zh.json";
import correctionsEn from "../../../../texts/phone-corrections.en.json";
import correctionsZh from "../../../../texts/phone-corrections.zh.json";
import moreEn from "../../../../texts/phone-more.en.json";
import moreZh from "../../../../texts/phone-more.zh.json";
import installEn from "../../../../texts/phone-install.en.json";
import installZh from "../../../../texts/phone-install.zh.json";
import noticeEn from "../../../../texts/phone-notice.en.json";
import noticeZh from "../../../../texts/phone-notice.zh.json";
import phoneZh from "../../../../texts/phone.zh.json";
import roundEn from "../../../../texts/phone-round.en.json";
import roundZh from "../../../../texts/phone-round.zh.json";
import sharedEn from "../../../../texts/shared.en.json";
import sharedZh from "../../../../texts/shared.zh.json";
import vocabularyEn from "../../../../texts/vocabulary.en.json";
import vocabularyZh from "../../../../texts/vocabulary.zh.json";
import { fill, pickLanguage } from "../../../shared/i18n";

const holes = (sentence: string) => [...sentence.matchAll(/\{\w+\}/g)].map(String).sort();

describe.each([
  ["phone", phoneZh, phoneEn],
  ["the phone's later parts", moreZh, moreEn],
  ["rounds of signatures", roundZh, roundEn],
  ["corrections", correctionsZh, correctionsEn],
  ["installing", installZh, installEn],
  ["what is said on site beside an inspection", fieldZh, fieldEn],
  ["the privacy notice", noticeZh, noticeEn],
  ["shared", sharedZh, sharedEn],
  ["the vocabulary", vocabularyZh, vocabularyEn],
] as [string, Record<string, string>, Record<string, string>][])("the words of %s", (_name, zh, en) => {
  it("are the same keys in both languages", () => {
    expect(Object.keys(en)).toEqual(Object.keys(zh));
  });
  it("name no value that the other language does not know", () => {
    for (const [key, sentence] of Object.entries(en))
      for (const hole of holes(sentence)) expect(holes(zh[key] ?? ""), key).toContain(hole);
  });
  it("use no dot between facts, which is set at full width with holes", () => {
    expect(Object.values(zh).filter((sentence) => sentence.includes("·"))).toEqual([]);
  });
});

it("fills what it knows and leaves the rest", () => {
  expect(fill("{n} 项，{x}", { n: 3 })).toBe("3 项，{x}");
});

it("speaks Chinese unless English is asked for", () => {
  expect([pickLanguage(null, ["fr"]), pickLanguage(null, ["en-GB"]), pickLanguage("zh", ["en"])]).toEqual([
    "zh",
    "en",
    "zh",
  ]);
});

const CODES =
  `quota storage_lost storage_blocked photo_damaged photo_mismatch photo_gone draft_gone draft_moved signature_void unknown_premises no_checklist
  no_revision same_inspector no_reason offline sign_in other_user revoked role client_refused receipt_invalid server update credentials code validation malformed
  digest size collection fork wrong_stream out_of_scope final stale unknown_checklist unknown_schema too_old revoked_author base_quarantined base_lost
  imported error busy gap wrong_user blob_unreadable dismissed`.split(/\s+/);

it.each(CODES)("has words for the problem %s", (code) => {
  expect({ ...phoneZh, ...moreZh }).toHaveProperty([`problem.${code}`]);
});
