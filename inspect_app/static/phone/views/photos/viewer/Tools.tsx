// The tools under a large photo: what is drawn, taken back, and the way to the photo without marks.
import { t, type PhotoKey } from "../../../ui/texts/texts-photo";
import { TOOLS, type Tool } from "./marks";
import { Sign } from "./Stage";
import type { useMarks } from "./useMarks";

const SIGNS: Record<Tool, string> = {
  arrow: "M4 20L19 5M9 5h10v10",
  circle: "M20 12a8 8 0 1 1-16 0a8 8 0 1 1 16 0",
  blur: "M4 4h16v16H4zM4 12h16M12 4v16M4 8h8M12 16h8M8 4v8M16 12v8",
};
const UNDO = "M8 4L4 8l4 4M4 8h10a6 6 0 0 1 0 12h-4";
const EYE =
  "M2.5 12c3-5 6-7 9.500-7s6.500 2 9.500 7c-3 5-6 7-9.500 7s-6.500-2-9.500-7M15 12a3 3 0 1 1-6 0a3 3 0 1 1 6 0";

interface Props {
  /** Null where nothing may be drawn. */
  marks: ReturnType<typeof useMarks> | null;
  other: "viewer.marked" | "viewer.unmarked" | null;
  onOther: () => void;
}

export function Tools({ marks, other, onOther }: Props) {
  if (!marks && !other) return null;
  return (
    <div class="viewer-tools">
      {marks &&
        TOOLS.map((tool) => (
          <ToolButton
            sign={SIGNS[tool]}
            words={`viewer.${tool}`}
            pressed={marks.tool === tool}
            onClick={() => marks.choose(tool)}
          />
        ))}
      {marks && (
        <ToolButton sign={UNDO} words="viewer.undo" disabled={!marks.marks.length} onClick={marks.undo} />
      )}
      {other && <ToolButton sign={EYE} words={other} onClick={onOther} />}
    </div>
  );
}

interface ToolProps {
  sign: string;
  words: PhotoKey;
  pressed?: boolean;
  disabled?: boolean;
  onClick: () => void;
}

function ToolButton({ sign, words, pressed, disabled = false, onClick }: ToolProps) {
  return (
    <button
      type="button"
      class="viewer-tool"
      aria-pressed={pressed}
      disabled={disabled}
      data-test={words.replace(".", "-")}
      onClick={onClick}
    >
      <Sign d={sign} />
      {t(words)}
    </button>
  );
}
