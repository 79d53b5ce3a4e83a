// A day, picked with the phone's own calendar.
import "../styles/form.css";

export function DayField({
  label,
  day,
  onChange,
}: {
  label: string;
  day: string;
  onChange: (day: string) => void;
}) {
  return (
    <label class="block">
      <span class="block-name">{label}</span>
      <input
        class="field"
        type="date"
        value={day}
        min="1990-01-01"
        max="2099-12-31"
        data-test="day"
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  );
}
