// Takes the signatures of both inspectors, once for the whole round.
import { useState } from "preact/hooks";
import type { Person } from "../../data";
import { SignPad } from "../../ui/controls/SignPad";
import { Mark } from "../../ui/drawings/Icon";
import { t } from "../../ui/texts/texts-round";
import { lossOf, useApp, useLive } from "../context";
import { OwnKeyWays } from "../cosign/OwnKeyWays";
import { DrawnSignature } from "../seal/DrawnSignature";
import { PersonSheet } from "../seal/PersonSheet";
import { hasSigned, secondOf } from "./operators";
import type { Round } from "./round-drafts";
import { ToBeSigned } from "./RoundRows";

interface Props {
  round: Round;
  /** Everybody present has spoken: a refusal is part of what inspectors sign. */
  isTurn: boolean;
}

export function Inspectors({ round, isTurn }: Props) {
  const { store } = useApp();
  const people = useLive(["people"], (store) => store.people.all());
  const second = secondOf(round.listed);
  const nameOf = (user: string) => people?.find((one) => one.id === user)?.name ?? "";
  return (
    <>
      <div class="group-head">
        <h3>{t("seal.inspectors")}</h3>
      </div>
      <div class="card">
        {!isTurn && <p class="seal-lead">{t("round.present-first")}</p>}
        <Second round={round} people={people} second={second} name={second ? nameOf(second) : ""} />
        <SignRow
          round={round}
          user={store.user.id}
          name={nameOf(store.user.id) || store.user.name}
          isTurn={isTurn}
          own
        />
        {second && <SignRow round={round} user={second} name={nameOf(second)} isTurn={isTurn} own={false} />}
      </div>
    </>
  );
}

interface SecondProps {
  round: Round;
  people: Person[] | undefined;
  second: string | null;
  name: string;
}

/** Chooses the second inspector of all that is listed. */
function Second({ round, people, second, name }: SecondProps) {
  const { store, tell } = useApp();
  const [picking, setPicking] = useState(false);
  const choose = (user: string) => {
    setPicking(false);
    const ids = round.listed.map(({ draft }) => draft.id);
    store
      .rounds()
      .then((rounds) => rounds.setSecond(ids, user))
      .catch((error: unknown) => tell(lossOf(error)));
  };
  return (
    <>
      <div class="list-row" data-unsigned={second === null || undefined}>
        <span class="list-row-text">
          <b>{second ? t("seal.second-is", { name }) : t("seal.second-missing")}</b>
        </span>
        <button type="button" class="button" data-test="pick-second" onClick={() => setPicking(true)}>
          {t(second ? "seal.change" : "seal.pick")}
        </button>
      </div>
      {picking && (
        <PersonSheet
          people={(people ?? []).filter((one) => one.id !== store.user.id)}
          onPick={choose}
          onClose={() => setPicking(false)}
        />
      )}
    </>
  );
}

interface Row extends Props {
  user: string;
  name: string;
  own: boolean;
}

function SignRow({ round, user, name, own, isTurn }: Row) {
  const { store, tell } = useApp();
  const [shown, setShown] = useState<Round | null>(null);
  const { listed } = round;
  const signed = hasSigned(listed, user);
  const mine = listed[0]?.draft.signatures.find((one) => one.role === "inspector" && one.user === user);
  const sign = (seen: Round, png: Blob) => {
    setShown(null);
    store
      .rounds()
      .then((rounds) => rounds.sign(listOf(seen), user, png))
      .catch((error: unknown) => tell(lossOf(error)));
  };
  return (
    <div class="list-row" data-unsigned={!signed || undefined}>
      <span class="list-row-text">
        <b>{own ? t("seal.own-sign") : t("seal.second-sign", { name })}</b>
        {signed && <SignedFor n={listed.length} />}
      </span>
      {signed && mine && <DrawnSignature signature={mine} name={name} />}
      {isTurn && !own && <OwnKeyWays id={round.premises.id} round user={user} name={name} />}
      {isTurn && (
        <button
          type="button"
          class="button"
          data-test={own ? "sign-own" : "sign-second"}
          onClick={() => setShown(round)}
        >
          {t(signed ? "seal.sign-again" : "seal.sign")}
        </button>
      )}
      {shown && (
        <SignPad
          name={name}
          summary={<ToBeSigned drafts={shown.listed} above={shown.premises.name} />}
          onUse={(png) => sign(shown, png)}
          onClose={() => setShown(null)}
        />
      )}
    </div>
  );
}

function SignedFor({ n }: { n: number }) {
  return (
    <span class="small signature-state" data-test="round-signed">
      <Mark name="pass" class="tone-pass" />
      {t("round.signed-for", { n })}
    </span>
  );
}

/** The frozen list, or the one that this signature freezes: what was on the screen as the paper opened. */
const listOf = ({ frozen, listed }: Round) =>
  frozen ?? listed.map(({ draft, digest }) => ({ inspection: draft.id, content_digest: digest }));
