// Draws the search field in the app header.
import { Icon } from "../../ui/drawings/Icon";
import { t } from "../../ui/texts/texts-more";
import "../../styles/row.css";

export function Search({
  label,
  typed,
  onType,
}: {
  label: string;
  typed: string;
  onType: (typed: string) => void;
}) {
  return (
    <label class="search">
      <Icon name="search" />
      <input
        type="search"
        value={typed}
        placeholder={label}
        aria-label={label}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        enterkeyhint="search"
        data-test="search"
        onInput={(event) => onType(event.currentTarget.value)}
      />
      {typed && (
        <button type="button" aria-label={t("premises.clear")} onClick={() => onType("")}>
          <Icon name="cross" />
        </button>
      )}
    </label>
  );
}
