// Confirms that nobody has to stand back from an inspection, or notes who does and why.
import { useState } from "preact/hooks";
import type { Draft, Person } from "../../data";
import { clearRecusal, setRecusal } from "../../data/drafts/presence";
import { Note } from "../../ui/controls/Note";
import { Sheet } from "../../ui/controls/Sheet";
import { t } from "../../ui/texts/texts-photo";
import { lossOf, useApp, useLive } from "../context";
import "../../styles/form.css";

export function Recusal({ draft }: { draft: Draft }) {
  const { store, tell } = useApp();
  const people = useLive(["people"], (store) => store.people.all()) ?? [];
  const [asking, setAsking] = useState(false);
  const attempt = (work: Promise<unknown>) => {
    setAsking(false);
    work.catch((error: unknown) => tell(lossOf(error)));
  };
  const { recusal } = draft;
  const recused = recusal && "user" in recusal ? recusal : null;
  const name = people.find((one) => one.id === recused?.user)?.name ?? "";
  return (
    <div class="list-row recusal" data-test="recusal">
      <span class="list-row-text">
        <b>{recused ? t("recusal.of", { name, reason: recused.reason }) : t("recusal.none")}</b>
        {!recused && <span class="small">{t("recusal.none-2")}</span>}
      </span>
      <button
        type="button"
        class="button"
        data-test="recusal-change"
        onClick={() => (recused ? attempt(clearRecusal(store, draft.id)) : setAsking(true))}
      >
        {t(recused ? "recusal.undo" : "recusal.record")}
      </button>
      {asking && (
        <AskWho
          people={people.filter(({ id }) => id !== draft.author)}
          onSave={(user, reason) => attempt(setRecusal(store, draft.id, user, reason))}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}

interface Asking {
  people: Person[];
  onSave: (user: string, reason: string) => void;
  onClose: () => void;
}

function AskWho({ people, onSave, onClose }: Asking) {
  const [user, setUser] = useState("");
  const [reason, setReason] = useState("");
  const ready = user !== "" && reason.trim() !== "";
  return (
    <Sheet
      title={t("recusal.record")}
      onClose={onClose}
      foot={
        <button
          type="button"
          class="button button-next button-wide"
          disabled={!ready}
          data-test="recusal-save"
          onClick={() => onSave(user, reason)}
        >
          {t(ready ? "recusal.save" : "recusal.needs")}
        </button>
      }
    >
      <div class="card-pad form">
        <label>
          {t("recusal.who")}
          <select
            class="field"
            data-test="recusal-who"
            value={user}
            onChange={(event) => setUser(event.currentTarget.value)}
          >
            <option value="">{t("recusal.pick")}</option>
            {people.map(({ id, name, badge }) => (
              <option value={id}>{[name, badge].filter(Boolean).join(" ")}</option>
            ))}
          </select>
        </label>
        <Note
          label={t("recusal.why")}
          value={reason}
          phrases={[t("recusal.why-1"), t("recusal.why-2"), t("recusal.why-3")]}
          onChange={setReason}
        />
      </div>
    </Sheet>
  );
}
