// The scale of an inspection: what is answered, what failed, and the needle where one stands. The words beside it say the same.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { pipsFit, type PipState, type RulerSection } from "./ruler-shape";
import "../../styles/ruler.css";

export function Ruler({ sections, bars = false }: { sections: readonly RulerSection[]; bars?: boolean }) {
  const ref = useRef<HTMLDivElement>(null);
  const [fits, setFits] = useState(!bars);
  useLayoutEffect(() => setFits(!bars && pipsFit(sections, ref.current?.clientWidth || 328)));
  return (
    <div class={`ruler${fits ? "" : " ruler-bars"}`} aria-hidden="true" ref={ref}>
      {sections.map((section) => (
        <span class="ruler-section" style={{ flexGrow: fits ? section.pips.length : 1 }}>
          {fits ? (
            section.pips.map((pip) => (
              <span class={`pip pip-${pip.state}${pip.current ? " pip-here" : ""}`} />
            ))
          ) : (
            <SectionBar section={section} />
          )}
        </span>
      ))}
    </div>
  );
}

/** Too many items for pips: what is answered fills its share, what failed stands out by height, the needle shows the section. */
function SectionBar({ section }: { section: RulerSection }) {
  const count = (state: PipState) => section.pips.filter((pip) => pip.state === state).length;
  const share = (n: number) => ({ width: `${(n / section.pips.length) * 100}%` });
  const [failed, na] = [count("fail"), count("na")];
  return (
    <span class={`ruler-bar${section.current ? " pip-here" : ""}`}>
      <span class="ruler-share" style={share(section.answered - failed - na)} />
      {na > 0 && <span class="ruler-share ruler-share-na" style={share(na)} />}
      {failed > 0 && <span class="ruler-share ruler-share-fail" style={share(failed)} />}
    </span>
  );
}
