// Fills a place where nothing is yet: it says what would be here, and how it gets here.
import type { ComponentChildren } from "preact";
import { Icon } from "../drawings/Icon";
import { t } from "../texts/texts";
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

/** Says that the lists are on their way, where they are not here yet. */
export function Loading() {
  return (
    <div class="empty" role="status" data-test="loading-lists">
      <Icon name="premises" />
      <b>{t("today.loading")}</b>
    </div>
  );
}
