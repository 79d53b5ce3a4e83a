// Collects the signatures: both inspectors sign on this phone, the person present signs or a refusal is
// recorded.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Draft, Person, Sha256 } from "../../data";
import type { Checklist } from "../../rules";
import { Note } from "../../ui/controls/Note";
import { SignPad } from "../../ui/controls/SignPad";
import { t } from "../../ui/texts/texts-more";
import { lossOf, useApp, useLive } from "../context";
import { DrawnSignature, SignatureState } from "./DrawnSignature";
import { PersonSheet } from "./PersonSheet";
import { OwnKeyWays } from "../cosign/OwnKeyWays";
import { Present } from "./Present";
import { mustSignAgain } from "./signing";

interface Props {
  draft: Draft;
  checklist: Checklist;
  shown: Sha256 | null;
  /** What is signed, in short. */
  summary: ComponentChildren;
}

export function Signatures({ draft, checklist, shown, summary }: Props) {
  const people = useLive(["people"], (store) => store.people.all());
  const { store } = useApp();
  const second = draft.inspectors[1]?.user ?? null;
  const asksInspectors = checklist.signatures.includes("inspectors");
  const own = nameOf(people, store.user.id) || store.user.name;
  return (
    <>
      {/* Before the inspectors: a refusal is part of what they sign. */}
      {checklist.signatures.includes("present") && <Present draft={draft} shown={shown} summary={summary} />}
      <div class="group-head">
        <h3>{t("seal.inspectors")}</h3>
      </div>
      <div class="card">
        <p class="seal-lead">{t("seal.second-lead")}</p>
        {asksInspectors && (
          <SignatureRow draft={draft} user={store.user.id} name={own} shown={shown} summary={summary} own />
        )}
        <SecondInspector draft={draft} people={people} second={second} />
        {asksInspectors && second && (
          <SignatureRow
            draft={draft}
            user={second}
            name={nameOf(people, second)}
            shown={shown}
            summary={summary}
            own={false}
          />
        )}
      </div>
      {draft.rev > 1 && <RevisionReason draft={draft} />}
      {mustSignAgain(checklist, { ...draft, not_resigned: "" }) && <NotResigned draft={draft} />}
    </>
  );
}

interface Second {
  draft: Draft;
  people: Person[] | undefined;
  second: string | null;
}

export function SecondInspector({ draft, people, second }: Second) {
  const { store, tell } = useApp();
  const [picking, setPicking] = useState(false);
  const choose = (user: string) => {
    setPicking(false);
    store.drafts.setSecond(draft.id, user).catch((error: unknown) => tell(lossOf(error)));
  };
  return (
    <>
      <div class="list-row" id="missing-second">
        <span class="list-row-text">
          <b>{second ? t("seal.second-is", { name: nameOf(people, second) }) : t("seal.second-missing")}</b>
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

/** Asks why there is another revision. */
export function RevisionReason({ draft }: { draft: Draft }) {
  const { store, tell } = useApp();
  const write = (text: string) =>
    void store.drafts.setReason(draft.id, text).catch((error: unknown) => tell(lossOf(error)));
  return (
    <div class="card card-pad seal-reason" id="missing-reason">
      <Note
        label={t("seal.revision-reason")}
        value={draft.reason ?? ""}
        phrases={[t("seal.reason-1")]}
        onChange={write}
      />
    </div>
  );
}

/** Asks why nobody signs although verdicts or deadlines changed; it goes once all have signed again. */
function NotResigned({ draft }: { draft: Draft }) {
  const { store, tell } = useApp();
  const write = (text: string) =>
    void store.drafts.setNotResigned(draft.id, text).catch((error: unknown) => tell(lossOf(error)));
  return (
    <div class="card card-pad seal-reason" id="missing-resign">
      <Note
        label={t("seal.not-resigned")}
        value={draft.not_resigned ?? ""}
        phrases={[t("seal.not-resigned-1")]}
        hint={t("seal.not-resigned-hint")}
        onChange={write}
      />
    </div>
  );
}

const nameOf = (people: Person[] | undefined, user: string): string =>
  people?.find((one) => one.id === user)?.name ?? "";

function SignatureRow({
  draft,
  user,
  name,
  own,
  shown,
  summary,
}: {
  draft: Draft;
  user: string;
  name: string;
  own: boolean;
  shown: Sha256 | null;
  summary: ComponentChildren;
}) {
  const { store, tell } = useApp();
  const [signing, setSigning] = useState(false);
  const signed = draft.signatures.find((one) => one.role === "inspector" && one.user === user);
  const sign = (png: Blob) => {
    setSigning(false);
    store.photos
      .sign(draft.id, { role: "inspector", user }, png)
      .catch((error: unknown) => tell(lossOf(error)));
  };
  return (
    <div class="list-row" id={`missing-${user}`}>
      <span class="list-row-text">
        <b>{own ? t("seal.own-sign") : t("seal.second-sign", { name })}</b>
        {signed && <SignatureState signature={signed} draft={draft} shown={shown} />}
      </span>
      {signed && <DrawnSignature signature={signed} name={name} />}
      {!own && <OwnKeyWays id={draft.id} round={false} user={user} name={name} />}
      <button
        type="button"
        class="button"
        data-test={own ? "sign-own" : "sign-second"}
        onClick={() => setSigning(true)}
      >
        {t(signed ? "seal.sign-again" : "seal.sign")}
      </button>
      {signing && <SignPad name={name} summary={summary} onUse={sign} onClose={() => setSigning(false)} />}
    </div>
  );
}
