// Draws the row of one inspector: whether he signed, how it was drawn, and the ways in which he can.
import type { ComponentChildren } from "preact";
import type { SignatureRef } from "../../data";
import { t } from "../../ui/texts/texts-more";
import { OwnKeyWays } from "../cosign/OwnKeyWays";
import { DrawnSignature } from "./DrawnSignature";

interface Props {
  user: string;
  name: string;
  own: boolean;
  signed: SignatureRef | null;
  /** Whether the signature holds, in words. */
  state: ComponentChildren;
  /** What a key of his own would sign. */
  of: { id: string; round: boolean };
  /** Null while it is not his turn. */
  onSign: (() => void) | null;
  /** The paper, once it is open. */
  children: ComponentChildren;
}

export function SignatureRow({ user, name, own, signed, state, of, onSign, children }: Props) {
  return (
    <div class="list-row" id={`missing-${user}`} data-unsigned={!signed || undefined}>
      <span class="list-row-text">
        <b>{own ? t("seal.own-sign") : t("seal.second-sign", { name })}</b>
        {signed && state}
      </span>
      {signed && <DrawnSignature signature={signed} name={name} />}
      {onSign && !own && <OwnKeyWays {...of} user={user} name={name} />}
      {onSign && (
        <button type="button" class="button" data-test={own ? "sign-own" : "sign-second"} onClick={onSign}>
          {t(signed ? "seal.sign-again" : "seal.sign")}
        </button>
      )}
      {children}
    </div>
  );
}
