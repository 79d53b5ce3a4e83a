// Frames what fills the whole screen with a photo: its name, how it closes, and what stands beside them.
import type { ComponentChildren } from "preact";
import { useDialog } from "../../../ui/controls/useDialog";
import { Icon } from "../../../ui/drawings/Icon";
import type { IconName } from "../../../ui/drawings/icons";
import { t } from "../../../ui/texts/texts-photo";
import "../../../styles/viewer.css";

interface Props {
  test: string;
  label: string;
  title: ComponentChildren;
  icon: IconName;
  beside: ComponentChildren;
  onClose: () => void;
  children: ComponentChildren;
}

export function Viewer({ test, label, title, icon, beside, onClose, children }: Props) {
  return (
    <dialog {...useDialog(onClose)} class="viewer" data-test={test} aria-label={label}>
      <header class="viewer-head">
        <button
          type="button"
          class="viewer-icon"
          aria-label={t("go.close")}
          data-test={`${test}-close`}
          onClick={onClose}
        >
          <Icon name={icon} />
        </button>
        <h2>{title}</h2>
        {beside}
      </header>
      {children}
    </dialog>
  );
}
