// Offers the second inspector to sign with a key of his own: on his phone by two codes, or here by a PIN.
import { useState } from "preact/hooks";
import { findKey } from "../../data/keys/own-keys";
import { lazy } from "../../ui/controls/Lazy";
import { Link } from "../../ui/controls/Link";
import { t } from "../../ui/texts/texts-round";
import { useLive } from "../context";
import type { Ways } from "./ways";

const PinSheet = lazy<Ways & { onClose: () => void }>(() =>
  import("./PinSheet").then((part) => part.PinSheet),
);

export function OwnKeyWays(ways: Ways) {
  const { id, round, user } = ways;
  const key = useLive(["people"], () => findKey(user), [user]);
  const [typing, setTyping] = useState(false);
  return (
    <div class="sign-ways">
      <Link class="button" href={round ? `/cosign/${id}/round` : `/cosign/${id}`} data-test="cosign-qr">
        {t("qr.with-phone")}
      </Link>
      {key?.pin && key.registered_at && (
        <button type="button" class="button" data-test="sign-pin" onClick={() => setTyping(true)}>
          {t("pin.sign")}
        </button>
      )}
      {typing && <PinSheet {...ways} onClose={() => setTyping(false)} />}
    </div>
  );
}
