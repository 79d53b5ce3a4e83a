// Takes the name and the signature of one person present for all that he answers for, or why he does not sign.
import { useState } from "preact/hooks";
import { SignPad } from "../../ui/controls/SignPad";
import { Mark } from "../../ui/drawings/Icon";
import { t } from "../../ui/texts/texts-round";
import { lossOf, useApp } from "../context";
import { DrawnSignature } from "../seal/DrawnSignature";
import { Refusal } from "../seal/Refusal";
import { hasSpoken, type Operator } from "./operators";
import { Title, ToBeSigned } from "./RoundRows";
import "../../styles/form.css";

interface Props {
  operator: Operator;
  /** The name of the place that all lies under. */
  above: string;
}

export function OperatorCard({ operator, above }: Props) {
  const { refused, drafts } = operator;
  const act = useOperator(operator);
  const [doing, setDoing] = useState<"sign" | "refuse" | null>(null);
  const [name, setName] = useState(operator.name);
  const person = name.trim();
  const write = (next: string) => {
    setName(next);
    act.name(next);
  };
  const then = (done: () => void) => {
    setDoing(null);
    done();
  };
  return (
    <div
      class="card card-pad form round-operator"
      data-test="round-operator"
      data-unsigned={!hasSpoken(operator) || undefined}
    >
      <Said operator={operator} above={above} />
      {refused === null && <NameField name={name} onName={write} />}
      <Buttons {...{ operator, person }} onDo={setDoing} onUndo={() => act.refuse(null)} />
      {doing === "sign" && (
        <SignPad
          name={person}
          summary={<ToBeSigned drafts={drafts} above={above} />}
          onUse={(png) => then(() => act.sign(person, png))}
          onClose={() => setDoing(null)}
        />
      )}
      {doing === "refuse" && (
        <Refusal onRefuse={(reason) => then(() => act.refuse(reason))} onClose={() => setDoing(null)} />
      )}
    </div>
  );
}

/** Says what this person answers for, and whether he signed it. */
function Said({ operator: { drafts, signed, refused }, above }: Props) {
  return (
    <>
      <p class="round-title">
        <Title one={{ ...drafts[0]!, named: false }} above={above} />
        {drafts.length > 1 && <span class="small">{t("round.present-for", { n: drafts.length })}</span>}
      </p>
      {signed && (
        <div class="present-signed">
          <p class="signature-state" data-test="round-present-signed">
            <Mark name="pass" class="tone-pass" />
            <b>{signed.name}</b>
          </p>
          <DrawnSignature signature={signed} name={signed.name ?? t("seal.present")} />
        </div>
      )}
      {refused !== null && <p data-test="round-refused">{t("seal.refused", { reason: refused })}</p>}
    </>
  );
}

/** What is done at once for all that one person answers for. */
function useOperator({ drafts }: Operator) {
  const { store, tell } = useApp();
  const ids = drafts.map(({ draft }) => draft.id);
  const attempt = (work: (rounds: Awaited<ReturnType<typeof store.rounds>>) => Promise<unknown>) =>
    void store
      .rounds()
      .then(work)
      .catch((error: unknown) => tell(lossOf(error)));
  return {
    name: (name: string) => attempt((rounds) => rounds.namePresent(ids, name)),
    sign: (name: string, png: Blob) => attempt((rounds) => rounds.signPresent(ids, name, png)),
    refuse: (reason: string | null) => attempt((rounds) => rounds.refuse(ids, reason)),
  };
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
        data-test="round-present-name"
        onInput={(event) => onName(event.currentTarget.value)}
      />
    </label>
  );
}

interface Acts {
  operator: Operator;
  person: string;
  onDo: (what: "sign" | "refuse") => void;
  onUndo: () => void;
}

function Buttons({ operator: { signed, refused }, person, onDo, onUndo }: Acts) {
  if (refused !== null)
    return (
      <button type="button" class="button" onClick={onUndo}>
        {t("seal.refuse-undo")}
      </button>
    );
  return (
    <div class="phrases">
      {person ? (
        <button type="button" class="button" data-test="round-sign-present" onClick={() => onDo("sign")}>
          {t(signed ? "seal.sign-again" : "seal.present-sign")}
        </button>
      ) : (
        <p class="button button-blocked">{t("seal.name-first")}</p>
      )}
      {!signed && (
        <button type="button" class="button" data-test="round-refuse" onClick={() => onDo("refuse")}>
          {t("seal.refuse")}
        </button>
      )}
    </div>
  );
}
