// Shows what the supervisor remarked when an item was returned.
import { Mark } from "../../ui/drawings/Icon";
import { t } from "../../ui/texts/texts-more";
import "../../styles/item.css";

export function ItemRemark({ text }: { text: string }) {
  return (
    <p class="item-remark">
      <Mark name="returned" />
      <span>
        <b>{t("inspect.remark")}</b> {text}
      </span>
    </p>
  );
}
