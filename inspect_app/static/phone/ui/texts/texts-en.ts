// Holds the English words, loaded on demand.
import phone from "../../../../texts/phone.en.json";
import install from "../../../../texts/phone-install.en.json";
import notice from "../../../../texts/phone-notice.en.json";
import rescue from "../../../../texts/phone-rescue.en.json";
import field from "../../../../texts/phone-field.en.json";
import more from "../../../../texts/phone-more.en.json";
import round from "../../../../texts/phone-round.en.json";
import corrections from "../../../../texts/phone-corrections.en.json";
import photo from "../../../../texts/phone-photo.en.json";
import papers from "../../../../texts/phone-papers.en.json";
import sheets from "../../../../texts/phone-sheets.en.json";
import shared from "../../../../texts/shared.en.json";
import vocabulary from "../../../../texts/vocabulary.en.json";

export const english: Record<string, string> = {
  ...vocabulary,
  ...shared,
  ...phone,
  ...more,
  ...install,
  ...field,
  ...notice,
  ...rescue,
  ...round,
  ...sheets,
  ...photo,
  ...papers,
  ...corrections,
};
