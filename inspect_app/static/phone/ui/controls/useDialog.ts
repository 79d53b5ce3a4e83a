// Opens what lies over the whole page: the browser's own dialog keeps the focus inside and closes on back and
// Escape.
import { useEffect, useRef } from "preact/hooks";
import { lastPressed } from "../pressed";

/** Returns what makes an element `dialog` open at once; afterwards the focus is where it was. */
export function useDialog(onClose: () => void) {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    const opener = lastPressed();
    dialog?.showModal();
    return () => {
      dialog?.close();
      opener?.focus({ preventScroll: true });
    };
  }, []);
  const onCancel = (event: Event) => {
    event.preventDefault();
    onClose();
  };
  return { ref, onCancel };
}
