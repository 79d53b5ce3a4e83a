// Fills a place where nothing is yet: it says what would be here, and how it gets here.
import type { ComponentChildren } from "preact";
import { Icon } from "../drawings/Icon";
import type { IconName } from "../drawings/icons";

export function Empty({
  icon,
  title,
  children,
  action,
}: {
  icon: IconName;
  title: string;
  children?: ComponentChildren;
  action?: ComponentChildren;
}) {
  return (
    <div class="empty">
      <Icon name={icon} />
      <b>{title}</b>
      {children && <p>{children}</p>}
      {action}
    </div>
  );
}
