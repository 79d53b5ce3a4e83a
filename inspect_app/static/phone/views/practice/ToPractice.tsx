// Leads from the account screen to a practice.
import { sweepPractice } from "../../data/practice";
import { Group } from "../../ui/controls/Group";
import { Icon } from "../../ui/drawings/Icon";
import { go } from "../../ui/router";
import { t } from "../../ui/texts/texts-field";
import { useApp } from "../context";
import { setPractising } from "./practising";
import "../../styles/row.css";

export function ToPractice() {
  const { store } = useApp();
  const begin = async () => {
    await sweepPractice(store.user); // what a killed app left behind
    setPractising(true);
    go("/");
  };
  return (
    <Group title={t("practice.title")}>
      <button type="button" class="list-row" data-test="practice" onClick={() => void begin()}>
        <Icon name="list" />
        <span class="list-row-text">
          {t("practice.begin")}
          <span class="small">{t("practice.begin-2")}</span>
        </span>
        <Icon name="next" />
      </button>
    </Group>
  );
}
