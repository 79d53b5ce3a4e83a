// Opens a screen over the whole page, which keeps the focus inside.
import { useEffect } from "preact/hooks";
import { lastPressed } from "../../../ui/pressed";

/** Opens as a dialog of the browser's own; afterwards the focus is where it was. */
export function useDialog(dialog: { current: HTMLDialogElement | null }): void {
  useEffect(() => {
    const opener = lastPressed();
    const shown = dialog.current;
    shown?.showModal();
    return () => {
      shown?.close();
      opener?.focus({ preventScroll: true });
    };
  }, []);
}
