// Takes back an inspection that nobody approved: made at the wrong place, or twice. It asks why first.
import { useState } from "preact/hooks";
import type { SentRecord } from "../../data";
import { isWithdrawable } from "../../rules/withdrawn";
import { announce } from "../../ui/announce";
import { Note } from "../../ui/controls/Note";
import { Sheet } from "../../ui/controls/Sheet";
import { t } from "../../ui/texts/texts-field";
import { lossOf, useApp } from "../context";

const STANDING = ["ready", "waiting", "received"];

/** Tells whether the button is shown: the server will take a withdrawal of this record, as far as one knows. */
export const canWithdraw = ({ state, body, row }: SentRecord): boolean =>
  STANDING.includes(state) && !body.withdrawn && isWithdrawable(row?.state ?? null);

export function Withdraw({ record }: { record: SentRecord }) {
  const [asking, setAsking] = useState(false);
  return (
    <div class="card-pad">
      <button type="button" class="button button-wide" data-test="withdraw" onClick={() => setAsking(true)}>
        {t("withdraw.title")}
      </button>
      {asking && <Why id={record.id} onClose={() => setAsking(false)} />}
    </div>
  );
}

function Why({ id, onClose }: { id: string; onClose: () => void }) {
  const { store, sync, tell } = useApp();
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const take = async () => {
    setBusy(true);
    try {
      await store.withdraw(id, reason);
      await store.drafts.discard(id); // whoever was mending it mends no more
      announce(t("withdraw.done"));
      sync.nudge();
      scrollTo(0, 0); // what it is now stands at the head
    } catch (error) {
      tell(lossOf(error));
    }
    onClose();
  };
  return (
    <Sheet
      title={t("withdraw.title")}
      second={t("withdraw.lead")}
      onClose={onClose}
      foot={
        <button
          type="button"
          class="button button-ink button-wide"
          data-test="withdraw-do"
          disabled={busy || !reason.trim()}
          onClick={() => void take()}
        >
          {t("withdraw.do")}
        </button>
      }
    >
      <div class="card card-pad">
        <Note
          label={t("withdraw.reason")}
          value={reason}
          phrases={[t("withdraw.reason-1"), t("withdraw.reason-2"), t("withdraw.reason-3")]}
          onChange={setReason}
        />
      </div>
    </Sheet>
  );
}
