// Goes back to inspecting as usual, after a second tap: the photos of the closed door go with it.
import { setUnable } from "../../data/drafts/unable";
import { useState } from "preact/hooks";
import { go } from "../../ui/router";
import { t } from "../../ui/texts/texts-more";
import { problemOf, useApp } from "../context";

export function TakeBack({ draftId }: { draftId: string }) {
  const { store, tell } = useApp();
  const [sure, setSure] = useState(false);
  const back = () =>
    sure
      ? void setUnable(store, draftId, null).then(
          () => go(`/inspect/${draftId}`, "replace"),
          (error: unknown) => tell(problemOf(error)),
        )
      : setSure(true);
  return (
    <div class="card-pad">
      <button
        type="button"
        class={`button button-wide${sure ? " discard-sure" : ""}`}
        data-test="unable-back"
        onClick={back}
      >
        {t(sure ? "unable.back-sure" : "unable.back")}
      </button>
    </div>
  );
}
