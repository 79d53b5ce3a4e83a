// Scrolls to what was just unfolded.
import { useEffect, useState } from "preact/hooks";

/** Scrolls an element under the app header when it is unfolded. */
export function useInView(shown: boolean): (element: HTMLElement | null) => void {
  const [element, keep] = useState<HTMLElement | null>(null);
  useEffect(() => {
    if (shown) element?.scrollIntoView({ block: "start" });
  }, [shown, element]);
  return keep;
}
