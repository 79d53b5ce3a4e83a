// Opens a sheet that rises from below. The browser's own dialog keeps the focus inside and closes on back and
// Escape; afterwards the focus is where it was.
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../drawings/Icon";
import { lastPressed } from "../pressed";
import { t } from "../texts/texts";
import "../../styles/sheet.css";

interface Props {
  title: string;
  second?: string;
  foot?: ComponentChildren;
  /** Stands at the head, away from the thumb. */
  beside?: ComponentChildren;
  onClose: () => void;
  children: ComponentChildren;
}

export function Sheet({ title, second, foot, beside, onClose, children }: Props) {
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
  const cancel = (event: Event) => {
    event.preventDefault();
    onClose();
  };
  const outside = (event: MouseEvent) => {
    if (event.target === ref.current) onClose();
  };
  return (
    <dialog ref={ref} class="sheet" aria-label={title} onCancel={cancel} onClick={outside}>
      <div class="sheet-head">
        <div>
          <h2>{title}</h2>
          {second && <p class="second">{second}</p>}
        </div>
        {beside}
        <button type="button" class="sheet-close" aria-label={t("go.close")} onClick={onClose}>
          <Icon name="cross" />
        </button>
      </div>
      <div class="sheet-body">{children}</div>
      {foot && <div class="foot">{foot}</div>}
    </dialog>
  );
}
