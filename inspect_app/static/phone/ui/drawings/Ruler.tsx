// Draws the progress of an inspection: what is answered, what failed, and a needle at the current item. The
// words beside it say the same.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { dotsFit, type DotState, type RulerSection } from "./ruler-shape";
import "../../styles/ruler.css";

export function Ruler({ sections, bars = false }: { sections: readonly RulerSection[]; bars?: boolean }) {
  const ref = useRef<HTMLDivElement>(null);
  const [fits, setFits] = useState(!bars);
  useLayoutEffect(() => setFits(!bars && dotsFit(sections, ref.current?.clientWidth || 328)));
  return (
    <div class={`ruler${fits ? "" : " ruler-bars"}`} aria-hidden="true" ref={ref}>
      {sections.map((section) => (
        <span class="ruler-section" style={{ flexGrow: fits ? section.dots.length : 1 }}>
          {fits ? (
            section.dots.map((dot) => (
              <span
                class={`progress-dot progress-dot-${dot.state}${dot.current ? " progress-dot-here" : ""}`}
              />
            ))
          ) : (
            <SectionBar section={section} />
          )}
        </span>
      ))}
    </div>
  );
}

/**
 * Draws a section as a bar where there are too many items for dots: answered items fill their share, failed
 * ones stand out by height.
 */
function SectionBar({ section }: { section: RulerSection }) {
  const count = (state: DotState) => section.dots.filter((dot) => dot.state === state).length;
  const share = (n: number) => ({ width: `${(n / section.dots.length) * 100}%` });
  const [failed, na] = [count("fail"), count("na")];
  return (
    <span class={`ruler-bar${section.current ? " progress-dot-here" : ""}`}>
      <span class="ruler-share" style={share(section.answered - failed - na)} />
      {na > 0 && <span class="ruler-share ruler-share-na" style={share(na)} />}
      {failed > 0 && <span class="ruler-share ruler-share-fail" style={share(failed)} />}
    </span>
  );
}
