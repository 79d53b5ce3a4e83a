// The scale of an inspection: what is answered, what failed, and the needle where one stands. The words beside it say the same.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { pipsFit, type RulerSection } from "./ruler-shape";
import "../styles/ruler.css";

export function Ruler({ sections }: { sections: readonly RulerSection[] }) {
  const ref = useRef<HTMLDivElement>(null);
  const [fits, setFits] = useState(true);
  useLayoutEffect(() => setFits(pipsFit(sections, ref.current?.clientWidth || 328)));
  return (
    <div class="ruler" aria-hidden="true" ref={ref}>
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

function SectionBar({ section }: { section: RulerSection }) {
  return (
    <span class={`pip pip-none ruler-bar${section.current ? " ruler-bar-here" : ""}`}>
      <span
        class={`ruler-share${section.failed ? " ruler-share-fail" : ""}`}
        style={{ width: `${(section.answered / section.pips.length) * 100}%` }}
      />
    </span>
  );
}
