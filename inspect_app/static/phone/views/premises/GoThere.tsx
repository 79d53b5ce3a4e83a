// Opens the phone's map app at a premises.
import type { Premises } from "../../data";
import { Icon } from "../../ui/drawings/Icon";
import { mapLink } from "./map-link";
import { t } from "../../ui/texts/texts-field";

export function GoThere({ premises }: { premises: Premises }) {
  const href = mapLink(premises, navigator);
  if (!href) return null;
  return (
    <a class="button parent-link" href={href} target="_blank" rel="noopener noreferrer" data-test="go-there">
      <Icon name="pin" />
      {t("premises.go-there")}
    </a>
  );
}
