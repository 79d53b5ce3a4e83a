// Draws the seal of a visit at which nothing could be inspected: why, the reason, a photo, who was there.
import type { Answer, Draft, Unable as Given } from "../../data";
import { setUnable } from "../../data/drafts/unable";
import type { Item } from "../../rules";
import { REASONS, UNABLE } from "../../rules/unable";
import { BackHeader } from "../../ui/controls/AppHeader";
import { Note } from "../../ui/controls/Note";
import { OptionButton } from "../../ui/controls/OptionButton";
import { Mark } from "../../ui/drawings/Icon";
import { t } from "../../ui/texts/texts-more";
import { lossOf, useApp } from "../context";
import { SaveStatus } from "../inspect/SaveStatus";
import type { OpenDraft } from "../inspect/useDraft";
import { Photos } from "../photos/Photos";
import { Presence } from "../seal/Presence";
import { SealFoot } from "../seal/SealFoot";
import type { Sealing } from "../seal/SealFrame";
import { SecondInspector, usePick } from "../seal/SecondInspector";
import { RevisionReason } from "../seal/Signatures";
import { whyWord } from "./ChooseWhy";
import { missingOfUnable } from "./missing-unable";
import { TakeBack } from "./TakeBack";
import "../../styles/form.css";
import "../../styles/seal.css";

export function Unable({ open, onSealed }: { open: OpenDraft; onSealed: Sealing }) {
  const { draft } = open;
  const put = usePut(draft);
  return (
    <>
      <BackHeader
        name={draft.premises_name}
        parent={`/premises/${draft.premises.id}`}
        fact={<SaveStatus open={open} />}
      />
      <main class="body seal" data-test="unable-screen">
        <div class="seal-head">
          <div>
            <h2>{t("unable.title")}</h2>
            <p class="second">{t("unable.lead")}</p>
          </div>
        </div>
        <Remarks draft={draft} />
        <WhyAndReason unable={draft.unable!} onPut={put} />
        <Shots open={open} onPut={put} />
        <div class="group-head">
          <h3>{t("seal.inspectors")}</h3>
        </div>
        <div class="card">
          <SecondInspector second={draft.inspectors[1]?.user ?? null} onPick={usePick(draft)} />
        </div>
        <Presence draft={draft} />
        {draft.rev > 1 && <RevisionReason draft={draft} />}
        <TakeBack draftId={draft.id} />
      </main>
      <SealFoot open={open} missing={missingOfUnable(draft)} onSealed={() => onSealed(<Result />)} />
    </>
  );
}

type Put = (given: Partial<Given>) => void;

function usePut({ id }: Draft): Put {
  const { store, tell } = useApp();
  return (given) => void setUnable(store, id, given).catch((error: unknown) => tell(lossOf(error)));
}

/** Shows what the supervisor wrote when it came back. */
function Remarks({ draft }: { draft: Draft }) {
  return (
    <>
      {draft.returned.map(({ remark }) => (
        <p class="item-remark gutter" data-test="unable-remark">
          <Mark name="returned" />
          {remark}
        </p>
      ))}
    </>
  );
}

function WhyAndReason({ unable, onPut }: { unable: Given; onPut: Put }) {
  return (
    <div class="card card-pad form">
      {REASONS.map((why) => (
        <OptionButton chosen={unable.why === why} test={`why-${why}`} onClick={() => onPut({ why })}>
          {whyWord(why)}
        </OptionButton>
      ))}
      <div id="missing-told">
        <Note
          label={t("unable.reason")}
          value={unable.reason}
          phrases={[t("unable.reason-1"), t("unable.reason-2")]}
          hint={unable.reason ? undefined : t("unable.reason-hint")}
          needed
          onChange={(reason) => onPut({ reason })}
        />
      </div>
    </div>
  );
}

/** Asks for a photo of what was found there, or why there is none. */
function Shots({ open, onPut }: { open: OpenDraft; onPut: Put }) {
  const { draft } = open;
  const why = draft.unable?.no_photo;
  const answer: Answer = { value: null, ...(why ? { no_photo: why } : {}) };
  // biome-ignore lint/plugin: `Photos` asks no more of an item than its id and what is said of its photo
  const item = { id: UNABLE, photo: "always" } as unknown as Item;
  return (
    <div class="card card-pad" id="missing-shot">
      <Photos
        open={{ ...open, draft: { ...draft, answers: { [UNABLE]: answer } } }}
        item={item}
        taken={draft.photos[UNABLE] ?? []}
        needed
        rule={t("unable.photo")}
        onChange={(next) => onPut({ no_photo: next?.no_photo ?? "" })}
      />
    </div>
  );
}

function Result() {
  return (
    <div class="card">
      <div class="seal-result">
        <b class="seal-word" data-test="seal-result">
          {t("unable.title")}
        </b>
        <p>{t("unable.lead")}</p>
      </div>
    </div>
  );
}
