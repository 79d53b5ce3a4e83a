// Takes the name and the signature of the person present at the premises, or the reason why there is none.
import type { ComponentChildren } from "preact";
import type { Draft, Sha256 } from "../../data";
import { t } from "../../ui/texts/texts-more";
import { lossOf, useApp } from "../context";
import { SignatureState } from "./DrawnSignature";
import { PresentCard } from "./PresentCard";

interface Props {
  draft: Draft;
  shown: Sha256 | null;
  /** What is signed, in short. */
  summary: ComponentChildren;
}

export function Present({ draft, shown, summary }: Props) {
  const { store, tell } = useApp();
  const signed = draft.signatures.find((one) => one.role === "present") ?? null;
  const attempt = (work: Promise<unknown>) => void work.catch((error: unknown) => tell(lossOf(error)));
  return (
    <>
      <div class="group-head">
        <h3>{t("seal.present")}</h3>
      </div>
      <div class="card" id="missing-present">
        <PresentCard
          name={draft.present_name ?? signed?.name ?? ""}
          signed={signed}
          state={signed && <SignatureState signature={signed} draft={draft} shown={shown} />}
          refused={draft.refusal?.reason ?? null}
          summary={summary}
          onName={(name) => attempt(store.drafts.namePresent(draft.id, name))}
          onSign={(name, png) => attempt(store.photos.sign(draft.id, { role: "present", name }, png))}
          onRefuse={(reason) => attempt(store.drafts.refuse(draft.id, reason))}
        />
      </div>
    </>
  );
}
