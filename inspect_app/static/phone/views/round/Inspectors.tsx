// Takes the signatures of both inspectors, once for the whole round.
import { useState } from "preact/hooks";
import { SignPad } from "../../ui/controls/SignPad";
import { Mark } from "../../ui/drawings/Icon";
import { t } from "../../ui/texts/texts-round";
import { lossOf, useApp } from "../context";
import { nameOf, SecondInspector, usePeople } from "../seal/SecondInspector";
import { SignatureRow } from "../seal/SignatureRow";
import { hasSigned, secondOf } from "./operators";
import type { Round } from "./round-drafts";
import { ToBeSigned } from "./RoundRows";

interface Props {
  round: Round;
  /** Everybody present has spoken: a refusal is part of what inspectors sign. */
  isTurn: boolean;
}

export function Inspectors({ round, isTurn }: Props) {
  const { store, tell } = useApp();
  const people = usePeople();
  const second = secondOf(round.listed);
  const ids = round.listed.map(({ draft }) => draft.id);
  const pick = (user: string) =>
    void store
      .rounds()
      .then((rounds) => rounds.setSecond(ids, user))
      .catch((error: unknown) => tell(lossOf(error)));
  const own = nameOf(people, store.user.id) || store.user.name;
  return (
    <>
      <div class="group-head">
        <h3>{t("seal.inspectors")}</h3>
      </div>
      <div class="card">
        {!isTurn && <p class="seal-lead">{t("round.present-first")}</p>}
        <SignRow round={round} user={store.user.id} name={own} isTurn={isTurn} own />
        <SecondInspector second={second} onPick={pick} />
        {second && (
          <SignRow round={round} user={second} name={nameOf(people, second)} isTurn={isTurn} own={false} />
        )}
      </div>
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
  const drawn = listed[0]?.draft.signatures.find((one) => one.role === "inspector" && one.user === user);
  const sign = (seen: Round, png: Blob) => {
    setShown(null);
    store
      .rounds()
      .then((rounds) => rounds.sign(listOf(seen), user, png))
      .catch((error: unknown) => tell(lossOf(error)));
  };
  return (
    <SignatureRow
      {...{ user, name, own }}
      signed={(hasSigned(listed, user) && drawn) || null}
      state={<SignedFor n={listed.length} />}
      of={{ id: round.premises.id, round: true }}
      onSign={isTurn ? () => setShown(round) : null}
    >
      {shown && (
        <SignPad
          name={name}
          summary={<ToBeSigned drafts={shown.listed} above={shown.premises.name} />}
          onUse={(png) => sign(shown, png)}
          onClose={() => setShown(null)}
        />
      )}
    </SignatureRow>
  );
}

const SignedFor = ({ n }: { n: number }) => (
  <span class="small signature-state" data-test="round-signed">
    <Mark name="pass" class="tone-pass" />
    {t("round.signed-for", { n })}
  </span>
);

/** The frozen list, or the one that this signature freezes: what was on the screen as the paper opened. */
const listOf = ({ frozen, listed }: Round) =>
  frozen ?? listed.map(({ draft, digest }) => ({ inspection: draft.id, content_digest: digest }));
