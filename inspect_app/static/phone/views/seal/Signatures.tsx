// Collects the signatures: both inspectors sign on this phone, the person present signs or a refusal is
// recorded.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Draft, Sha256 } from "../../data";
import type { Checklist } from "../../rules";
import { Note } from "../../ui/controls/Note";
import { SignPad } from "../../ui/controls/SignPad";
import { t } from "../../ui/texts/texts-more";
import { lossOf, useApp } from "../context";
import { SignatureState } from "./DrawnSignature";
import { Present } from "./Present";
import { nameOf, SecondInspector, usePeople, usePick } from "./SecondInspector";
import { SignatureRow } from "./SignatureRow";
import { mustSignAgain } from "./signing";

interface Props {
  draft: Draft;
  checklist: Checklist;
  shown: Sha256 | null;
  /** What is signed, in short. */
  summary: ComponentChildren;
}

export function Signatures({ draft, checklist, shown, summary }: Props) {
  const people = usePeople();
  const { store } = useApp();
  const second = draft.inspectors[1]?.user ?? null;
  const asksInspectors = checklist.signatures.includes("inspectors");
  const row = { draft, shown, summary };
  return (
    <>
      {/* Before the inspectors: a refusal is part of what they sign. */}
      {checklist.signatures.includes("present") && <Present {...row} />}
      <div class="group-head">
        <h3>{t("seal.inspectors")}</h3>
      </div>
      <div class="card">
        <p class="seal-lead">{t("seal.second-lead")}</p>
        {asksInspectors && (
          <Signature
            {...row}
            user={store.user.id}
            name={nameOf(people, store.user.id) || store.user.name}
            own
          />
        )}
        <SecondInspector second={second} onPick={usePick(draft)} />
        {asksInspectors && second && (
          <Signature {...row} user={second} name={nameOf(people, second)} own={false} />
        )}
      </div>
      {draft.rev > 1 && <RevisionReason draft={draft} />}
      {mustSignAgain(checklist, { ...draft, not_resigned: "" }) && <NotResigned draft={draft} />}
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

interface Row extends Omit<Props, "checklist"> {
  user: string;
  name: string;
  own: boolean;
}

function Signature({ draft, user, name, own, shown, summary }: Row) {
  const { store, tell } = useApp();
  const [signing, setSigning] = useState(false);
  const signed = draft.signatures.find((one) => one.role === "inspector" && one.user === user) ?? null;
  const sign = (png: Blob) => {
    setSigning(false);
    store.photos
      .sign(draft.id, { role: "inspector", user }, png)
      .catch((error: unknown) => tell(lossOf(error)));
  };
  return (
    <SignatureRow
      {...{ user, name, own, signed }}
      state={signed && <SignatureState signature={signed} draft={draft} shown={shown} />}
      of={{ id: draft.id, round: false }}
      onSign={() => setSigning(true)}
    >
      {signing && <SignPad name={name} summary={summary} onUse={sign} onClose={() => setSigning(false)} />}
    </SignatureRow>
  );
}
