// Says whether a signature holds for what is shown now, and shows how it was drawn.
import { useState } from "preact/hooks";
import { isVoid, type Draft, type Sha256, type SignatureRef } from "../../data";
import { Mark } from "../../ui/drawings/Icon";
import { showMoment } from "../../ui/formats/format";
import { Sheet } from "../../ui/controls/Sheet";
import { t } from "../../ui/texts/texts-more";
import { usePhoto } from "../photos/usePhoto";

interface State {
  signature: SignatureRef;
  draft: Pick<Draft, "rev" | "round">;
  shown: Sha256 | null;
}

export function SignatureState({ signature, draft, shown }: State) {
  if (shown !== null && isVoid(signature, draft, shown))
    return (
      <span class="small signature-state tone-fail" role="status" data-test="signature-void">
        <Mark name="overdue" />
        {t("seal.void")}
      </span>
    );
  return (
    <span class="small signature-state" data-test="signature-holds">
      <Mark name="pass" class="tone-pass" />
      {signature.rev < draft.rev ? t("seal.signed-at", { rev: signature.rev }) : t("seal.signed")}
    </span>
  );
}

export function DrawnSignature({ signature, name }: { signature: SignatureRef; name: string }) {
  const [large, setLarge] = useState(false);
  const url = usePhoto(signature.sha256);
  if (!url) return null;
  const drawn = t("seal.drawn", { name });
  return (
    <>
      <button type="button" class="drawn" data-test="drawn-signature" onClick={() => setLarge(true)}>
        <img src={url} alt={drawn} />
      </button>
      {large && (
        <Sheet title={drawn} second={showMoment(signature.signed_at)} onClose={() => setLarge(false)}>
          <img class="drawn-large" src={url} alt={drawn} />
        </Sheet>
      )}
    </>
  );
}
