// Draws a measured value on its scale: the allowed band in green, the needle where the value stands.
import { gaugeScale, shareOf, type Limits } from "./gauge-scale";
import type { Entry } from "../controls/pad-keys";
import "../../styles/gauge.css";

const percent = (share: number) => `${(share * 100).toFixed(2)}%`;

export function Gauge({ limits, entry, value }: { limits: Limits; entry: Entry; value: number | null }) {
  const scale = gaugeScale(limits, entry);
  const [from, to] = scale.band.map((end) => shareOf(scale, end)) as [number, number];
  return (
    <svg class="gauge" aria-hidden="true">
      <line class="gauge-line" x1="0" x2="100%" y1="27" y2="27" />
      {scale.ticks.map((tick) => (
        <>
          <line
            class={`gauge-tick${tick.limit ? " gauge-limit" : ""}`}
            x1={percent(tick.share)}
            x2={percent(tick.share)}
            y1={tick.limit ? 17 : 27}
            y2={tick.label ? 38 : 33}
          />
          {tick.label && (
            <text
              class={tick.limit ? "gauge-limit-label" : "gauge-label"}
              x={percent(tick.share)}
              y="38"
              dy="1.05em"
            >
              {tick.label}
            </text>
          )}
        </>
      ))}
      <rect class="gauge-band" x={percent(from)} y="19" width={percent(to - from)} height="8" />
      {value !== null && (
        <svg class="gauge-needle" x={percent(shareOf(scale, value))} y="0">
          <path d="M-9.5 1.5h19L0 26z" />
        </svg>
      )}
    </svg>
  );
}
