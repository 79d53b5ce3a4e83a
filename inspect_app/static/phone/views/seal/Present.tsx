// Takes the name and the signature of the person present at the premises, or the reason why there is none.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Draft, Sha256 } from "../../data";
import { Mark } from "../../ui/drawings/Icon";
import { SignPad } from "../../ui/controls/SignPad";
import { t } from "../../ui/texts/texts-more";
import { lossOf, useApp } from "../context";
import { DrawnSignature, SignatureState } from "./DrawnSignature";
import { Refusal } from "./Refusal";
import "../../styles/form.css";

interface Props {
  draft: Draft;
  shown: Sha256 | null;
  /** What is signed, in short. */
  summary: ComponentChildren;
}

export function Present({ draft, shown, summary }: Props) {
  const { store, tell } = useApp();
  const [doing, setDoing] = useState<"sign" | "refuse" | null>(null);
  const signed = draft.signatures.find((one) => one.role === "present");
  const [name, setName] = useState(draft.present_name ?? signed?.name ?? "");
  const write = (name: string) => {
    setName(name);
    store.drafts.namePresent(draft.id, name).catch((error: unknown) => tell(lossOf(error)));
  };
  const person = name.trim();
  const attempt = (work: Promise<unknown>) => {
    setDoing(null);
    work.catch((error: unknown) => tell(lossOf(error)));
  };
  return (
    <>
      <div class="group-head">
        <h3>{t("seal.present")}</h3>
      </div>
      <div class="card" id="missing-present">
        {draft.refusal ? (
          <Refused {...draft.refusal} onUndo={() => attempt(store.drafts.refuse(draft.id, null))} />
        ) : (
          <PresentForm
            draft={draft}
            shown={shown}
            name={name}
            signed={signed}
            onName={write}
            onDo={setDoing}
          />
        )}
      </div>
      {doing === "sign" && (
        <SignPad
          name={person}
          summary={summary}
          onUse={(png) => attempt(store.photos.sign(draft.id, { role: "present", name: person }, png))}
          onClose={() => setDoing(null)}
        />
      )}
      {doing === "refuse" && (
        <Refusal
          onRefuse={(reason) => attempt(store.drafts.refuse(draft.id, reason))}
          onClose={() => setDoing(null)}
        />
      )}
    </>
  );
}

function Refused({ reason, onUndo }: { reason: string; onUndo: () => void }) {
  return (
    <div class="list-row">
      <Mark name="na" />
      <span class="list-row-text">{t("seal.refused", { reason })}</span>
      <button type="button" class="button" onClick={onUndo}>
        {t("seal.refuse-undo")}
      </button>
    </div>
  );
}

interface Form {
  draft: Draft;
  shown: Sha256 | null;
  name: string;
  signed: Draft["signatures"][number] | undefined;
  onName: (name: string) => void;
  onDo: (what: "sign" | "refuse") => void;
}

function PresentForm({ draft, shown, name, signed, onName, onDo }: Form) {
  return (
    <div class="card-pad form">
      {signed && (
        <div class="present-signed">
          <p>
            {signed.name && <b>{signed.name}</b>}
            <SignatureState signature={signed} draft={draft} shown={shown} />
          </p>
          <DrawnSignature signature={signed} name={signed.name ?? t("seal.present")} />
        </div>
      )}
      <label>
        {t("seal.present-name")}
        <input
          class="field"
          value={name}
          maxLength={60}
          autocomplete="off"
          data-test="present-name"
          onInput={(event) => onName(event.currentTarget.value)}
        />
      </label>
      <div class="phrases">
        {name.trim() ? (
          <button type="button" class="button" data-test="sign-present" onClick={() => onDo("sign")}>
            {t(signed ? "seal.sign-again" : "seal.present-sign")}
          </button>
        ) : (
          <p class="button button-blocked">{t("seal.name-first")}</p>
        )}
        {!signed && (
          <button type="button" class="button" data-test="refuse" onClick={() => onDo("refuse")}>
            {t("seal.refuse")}
          </button>
        )}
      </div>
    </div>
  );
}
