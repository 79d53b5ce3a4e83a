// Opens a sheet that rises from below.
import type { ComponentChildren } from "preact";
import { Icon } from "../drawings/Icon";
import { t } from "../texts/texts";
import { useDialog } from "./useDialog";
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
  const dialog = useDialog(onClose);
  const outside = (event: MouseEvent) => {
    if (event.target === dialog.ref.current) onClose();
  };
  return (
    <dialog {...dialog} class="sheet" aria-label={title} onClick={outside}>
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
