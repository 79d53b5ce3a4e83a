// Takes the PIN that opens a person's key while somebody else is signed in on this phone.
import { useState } from "preact/hooks";
import { isGoodPin, setPin } from "../../data/keys/pins";
import { Sheet } from "../../ui/controls/Sheet";
import { t } from "../../ui/texts/texts-round";
import "../../styles/form.css";

interface Props {
  user: string;
  onDone: (work: Promise<unknown>) => void;
  onClose: () => void;
}

export function ChoosePin({ user, onDone, onClose }: Props) {
  const [wrong, setWrong] = useState(false);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const pin = String(new FormData(event.currentTarget as HTMLFormElement).get("pin") ?? "");
    if (!isGoodPin(pin)) return setWrong(true);
    onDone(setPin(user, pin));
    onClose();
  };
  return (
    <Sheet title={t("key.pin")} second={t("key.pin-lead")} onClose={onClose}>
      <form class="form card-pad" onSubmit={submit}>
        <label>
          {t("pin.pin")}
          <input
            class="field"
            type="password"
            name="pin"
            inputMode="numeric"
            autocomplete="new-password"
            maxLength={12}
            required
            data-test="key-pin-new"
          />
        </label>
        <p class={wrong ? "block-needed" : "small"} role="status">
          {t("key.pin-rule")}
        </p>
        <button class="button button-next button-wide" data-test="key-pin-save">
          {t("key.pin-save")}
        </button>
      </form>
    </Sheet>
  );
}
