// Leads from an inspection under way to saying that it cannot be made.
import { setUnable } from "../../data/drafts/unable";
import { useState } from "preact/hooks";
import type { Why } from "../../rules/unable";
import { Icon } from "../../ui/drawings/Icon";
import { go } from "../../ui/router";
import { t } from "../../ui/texts/texts-more";
import { problemOf, useApp } from "../context";
import { ChooseWhy } from "./ChooseWhy";

export function UnableRow({ draftId }: { draftId: string }) {
  const { store, tell } = useApp();
  const [choosing, setChoosing] = useState(false);
  const choose = (why: Why) =>
    void setUnable(store, draftId, { why }).then(
      () => go(`/seal/${draftId}`, "replace"),
      (error: unknown) => tell(problemOf(error)),
    );
  return (
    <>
      <button type="button" class="list-row" data-test="unable" onClick={() => setChoosing(true)}>
        <span class="list-row-text">
          <b>{t("unable.title")}</b>
          <span class="second">{t("unable.way")}</span>
        </span>
        <Icon name="next" />
      </button>
      {choosing && <ChooseWhy onChoose={choose} onClose={() => setChoosing(false)} />}
    </>
  );
}
