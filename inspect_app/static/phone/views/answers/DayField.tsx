// Takes a day with the phone's own calendar.
import { showDay } from "../../ui/formats/format";
import { t } from "../../ui/texts/texts-more";
import "../../styles/form.css";

interface Props {
  label: string;
  day: string;
  test?: string;
  /** The day in the register: one tap takes it over, once it was read on site as well. */
  known?: string | undefined;
  onChange: (day: string) => void;
}

export function DayField({ label, day, test = "day", known, onChange }: Props) {
  return (
    <>
      <label class="block">
        <span class="block-name">{label}</span>
        <input
          class="field"
          type="date"
          value={day}
          min="1990-01-01"
          max="2099-12-31"
          data-test={test}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      </label>
      {known && known !== day && (
        <button
          type="button"
          class="button phrase item-na"
          data-test="known-day"
          onClick={() => onChange(known)}
        >
          {t("inspect.known-day", { day: showDay(known) })}
        </button>
      )}
    </>
  );
}
