// Takes one signature, or the reason why there is none, of each person present who answers for something.
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
  operators: readonly Operator[];
  above: string;
}

/** Who has not spoken comes first; of a whole market the others are only counted. */
export function Operators({ operators, above }: Props) {
  const [all, setAll] = useState(false);
  const open = operators.filter((one) => !hasSpoken(one));
  const done = operators.filter(hasSpoken);
  const few = operators.length <= 3;
  return (
    <>
      <div class="group-head">
        <h3>{t("round.present")}</h3>
      </div>
      {open.map((one) => (
        <OperatorCard key={one.key} operator={one} above={above} />
      ))}
      {done.length > 0 && !few && (
        <button
          type="button"
          class="row-more round-done"
          aria-expanded={all}
          data-test="round-spoken"
          onClick={() => setAll(!all)}
        >
          {t("round.bar-present")} {t("round.of", { done: done.length, all: operators.length })}
        </button>
      )}
      {(few || all) && done.map((one) => <OperatorCard key={one.key} operator={one} above={above} />)}
    </>
  );
}

function OperatorCard({ operator, above }: { operator: Operator; above: string }) {
  const { signed, refused, drafts } = operator;
  const act = useOperator(operator);
  const [doing, setDoing] = useState<"sign" | "refuse" | null>(null);
  const [name, setName] = useState(operator.name);
  const person = name.trim();
  const write = (next: string) => {
    setName(next);
    act.name(next);
  };
  return (
    <div
      class="card card-pad form round-operator"
      data-test="round-operator"
      data-unsigned={!hasSpoken(operator) || undefined}
    >
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
      {refused === null && <NameField name={name} onName={write} />}
      <Buttons {...{ operator, person }} onDo={setDoing} onUndo={() => act.refuse(null)} />
      {doing === "sign" && (
        <SignPad
          name={person}
          summary={<ToBeSigned drafts={drafts} above={above} />}
          onUse={(png) => {
            setDoing(null);
            act.sign(person, png);
          }}
          onClose={() => setDoing(null)}
        />
      )}
      {doing === "refuse" && (
        <Refusal
          onRefuse={(reason) => {
            setDoing(null);
            act.refuse(reason);
          }}
          onClose={() => setDoing(null)}
        />
      )}
    </div>
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
