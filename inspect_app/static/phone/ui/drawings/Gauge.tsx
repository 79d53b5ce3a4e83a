// Draws a measured value on its scale: the allowed band in green, the needle where the value stands.
import { gaugeScale, shareOf, type Limits, type Scale } from "./gauge-scale";
import type { Entry } from "../controls/pad-keys";
import "../../styles/gauge.css";

const percent = (share: number) => `${(share * 100).toFixed(2)}%`;

interface Props {
  limits: Limits;
  /** From where a reminder is due, inside the allowed band. */
  warn?: Limits | undefined;
  entry: Entry;
  value: number | null;
  /** What it was last time: a hollow needle. */
  before?: number | null;
}

export function Gauge({ limits, warn, entry, value, before = null }: Props) {
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
      <Warned scale={scale} warn={warn} />
      {before !== null && (
        <svg class="gauge-needle gauge-before" x={percent(shareOf(scale, before))} y="0">
          <path d="M-9.5 1.5h19L0 26z" />
        </svg>
      )}
      {value !== null && (
        <svg class="gauge-needle" x={percent(shareOf(scale, value))} y="0">
          <path d="M-9.5 1.5h19L0 26z" />
        </svg>
      )}
    </svg>
  );
}

/** The end of the allowed band where a reminder is due: thinner, with a stop at its start. */
function Warned({ scale, warn }: { scale: Scale; warn: Limits | undefined }) {
  const [low, high] = scale.band;
  const ends = [
    [low, warn?.min],
    [high, warn?.max],
  ] as const;
  return (
    <>
      {ends.map(([end, from]) => {
        if (typeof from !== "number") return null;
        const [start, stop] = [from, end].map((at) => shareOf(scale, at)).sort((a, b) => a - b);
        return (
          <>
            <rect class="gauge-clear" x={percent(start!)} y="19" width={percent(stop! - start!)} height="8" />
            <rect class="gauge-warn" x={percent(start!)} y="23" width={percent(stop! - start!)} height="4" />
            <rect class="gauge-warn" x={percent(shareOf(scale, from))} y="16" width="2" height="14" />
          </>
        );
      })}
    </>
  );
}
