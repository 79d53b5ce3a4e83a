// Keeps what is drawn on a photo until it is saved: by finger, or by keyboard.
import { useRef, useState } from "preact/hooks";
import { centred, isDrawn, nudge, startMark, stretch, type Mark, type Point, type Tool } from "./marks";

const STEP = 0.02;
const MOVES: Record<string, [number, number]> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};

export function useMarks() {
  const [tool, setTool] = useState<Tool | null>(null);
  const [marks, setMarks] = useState<Mark[]>([]);
  const [open, setOpen] = useState<Mark | null>(null);
  const latest = useRef<Mark | null>(null);
  const draw = (mark: Mark | null) => setOpen((latest.current = mark));
  const undo = () => setMarks((all) => all.slice(0, -1));
  /** Handles a key on the photo; says whether it was one of these. */
  const onKey = ({ key, shiftKey }: KeyboardEvent): boolean => {
    const move = MOVES[key];
    if (move)
      setMarks((all) => all.map((mark, n) => (n === all.length - 1 ? nudge(mark, ...move, shiftKey) : mark)));
    else if (key === "Enter" && tool) setMarks((all) => [...all, centred(tool)]);
    else if (key === "Backspace" || key === "Delete") undo();
    else return false;
    return true;
  };
  return {
    tool,
    choose: (next: Tool) => setTool((now) => (now === next ? null : next)),
    marks: open ? [...marks, open] : marks,
    undo,
    onKey,
    clear: () => (setMarks([]), setTool(null)),
    /** What a finger draws, in shares of the photo. */
    drawing: tool && {
      begin: (at: Point) => draw(startMark(tool, at)),
      move: (at: Point) => latest.current && draw(stretch(latest.current, at)),
      end: () => {
        const drawn = latest.current;
        if (drawn && isDrawn(drawn)) setMarks((all) => [...all, drawn]);
        draw(null);
      },
      drop: () => draw(null),
    },
  };
}
