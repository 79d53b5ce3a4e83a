// Takes the name and the signature of one person present, or the reason why there is none.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { SignatureRef } from "../../data";
import { SignPad } from "../../ui/controls/SignPad";
import { Mark } from "../../ui/drawings/Icon";
import { t } from "../../ui/texts/texts-more";
import { DrawnSignature } from "./DrawnSignature";
import { Refusal } from "./Refusal";
import "../../styles/form.css";

interface Props {
  signed: SignatureRef | null;
  /** Whether the signature holds, in words. */
  state: ComponentChildren;
  /** The name as it was written before. */
  name: string;
  refused: string | null;
  /** What is signed, in short. */
  summary: ComponentChildren;
  onName: (name: string) => void;
  onSign: (name: string, png: Blob) => void;
  onRefuse: (reason: string | null) => void;
}

export function PresentCard({ name: before, signed, state, refused, summary, ...act }: Props) {
  const [doing, setDoing] = useState<"sign" | "refuse" | null>(null);
  const [name, setName] = useState(before);
  const person = name.trim();
  const write = (next: string) => {
    setName(next);
    act.onName(next);
  };
  const then = (done: () => void) => {
    setDoing(null);
    done();
  };
  if (refused !== null) return <Refused reason={refused} onUndo={() => act.onRefuse(null)} />;
  return (
    <div class="card-pad form">
      {signed && <Signed signed={signed} state={state} />}
      <NameField name={name} onName={write} />
      <Buttons named={person !== ""} signed={signed !== null} onDo={setDoing} />
      {doing === "sign" && (
        <SignPad
          name={person}
          summary={summary}
          onUse={(png) => then(() => act.onSign(person, png))}
          onClose={() => setDoing(null)}
        />
      )}
      {doing === "refuse" && (
        <Refusal onRefuse={(reason) => then(() => act.onRefuse(reason))} onClose={() => setDoing(null)} />
      )}
    </div>
  );
}

function Refused({ reason, onUndo }: { reason: string; onUndo: () => void }) {
  return (
    <div class="list-row">
      <Mark name="na" />
      <span class="list-row-text" data-test="refused">
        {t("seal.refused", { reason })}
      </span>
      <button type="button" class="button" onClick={onUndo}>
        {t("seal.refuse-undo")}
      </button>
    </div>
  );
}

function Signed({ signed, state }: { signed: SignatureRef; state: ComponentChildren }) {
  return (
    <div class="present-signed" data-test="present-signed">
      <p>
        {signed.name && <b>{signed.name}</b>}
        {state}
      </p>
      <DrawnSignature signature={signed} name={signed.name ?? t("seal.present")} />
    </div>
  );
}

function NameField({ name, onName }: { name: string; onName: (name: string) => void }) {
  return (
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
  );
}

interface Ways {
  named: boolean;
  signed: boolean;
  onDo: (what: "sign" | "refuse") => void;
}

function Buttons({ named, signed, onDo }: Ways) {
  return (
    <div class="phrases">
      {named ? (
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
  );
}
