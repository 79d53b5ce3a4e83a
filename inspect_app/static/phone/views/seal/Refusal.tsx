// Asks why the person present does not sign.
import { useState } from "preact/hooks";
import { Note } from "../../ui/controls/Note";
import { Sheet } from "../../ui/controls/Sheet";
import type { Key } from "../../ui/texts/texts";
import { t } from "../../ui/texts/texts-more";

interface Props {
  onRefuse: (reason: string) => void;
  onClose: () => void;
}

export function Refusal({ onRefuse, onClose }: Props) {
  const [reason, setReason] = useState("");
  const foot = (
    <button
      type="button"
      class={`button button-wide ${reason.trim() ? "button-ink" : "button-blocked"}`}
      data-test="refuse-save"
      onClick={() => {
        if (reason.trim()) onRefuse(reason.trim());
      }}
    >
      {t("seal.refuse")}
    </button>
  );
  return (
    <Sheet title={t("seal.refuse")} foot={foot} onClose={onClose}>
      <div class="card-pad">
        <Note
          label={t("seal.refuse-reason")}
          value={reason}
          phrases={[1, 2, 3].map((n) => t(`seal.refuse-${n}` as Key))}
          onChange={setReason}
        />
      </div>
    </Sheet>
  );
}
