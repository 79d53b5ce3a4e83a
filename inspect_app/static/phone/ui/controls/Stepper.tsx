// Takes a small whole number under the thumb: less, how many, more.
import { Icon } from "../drawings/Icon";
import { t } from "../texts/texts-sheets";
import "../../styles/stepper.css";

interface Props {
  label: string;
  unit: string;
  value: number;
  least: number;
  most: number;
  test: string;
  onChange: (value: number) => void;
}

export function Stepper({ label, unit, value, least, most, test, onChange }: Props) {
  return (
    <div class="stepper" role="group" aria-label={label} data-test={test}>
      <span class="stepper-label">{label}</span>
      <span class="stepper-keys">
        <button
          type="button"
          class="button stepper-key"
          aria-label={t("step.less", { label })}
          disabled={value <= least}
          data-test={`${test}-less`}
          onClick={() => onChange(Math.max(least, value - 1))}
        >
          <Icon name="dash" />
        </button>
        <output class="stepper-value" aria-live="polite">
          <b>{value}</b> {unit}
        </output>
        <button
          type="button"
          class="button stepper-key"
          aria-label={t("step.more", { label })}
          disabled={value >= most}
          data-test={`${test}-more`}
          onClick={() => onChange(Math.min(most, value + 1))}
        >
          <Icon name="plus" />
        </button>
      </span>
    </div>
  );
}
