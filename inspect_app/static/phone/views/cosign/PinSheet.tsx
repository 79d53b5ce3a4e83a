// Lets the second inspector sign on this phone with the key that he made on it, opened by his PIN. It is marked
// as weaker than his own phone.
import { useState } from "preact/hooks";
import { openWithPin } from "../../data/keys/pins";
import { Sheet } from "../../ui/controls/Sheet";
import { timeOf } from "../../ui/formats/format";
import { t } from "../../ui/texts/texts-round";
import { lossOf, useApp, useLive } from "../context";
import { keep, readAsking, type Asking } from "./asking";
import { pictureOf } from "./Code";
import { readAnswered } from "./codes";
import { SeenList } from "./SeenList";
import type { Ways } from "./ways";
import { answerWith } from "./answering";
import "../../styles/form.css";
import "../../styles/cosign.css";

export function PinSheet({ id, round, user, name, onClose }: Ways & { onClose: () => void }) {
  const asking = useLive(["drafts"], (store) => readAsking(store, id, round), [id]);
  const { said, use } = usePin(asking ?? null, user, onClose);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const typed = String(new FormData(form).get("pin") ?? "");
    form.reset();
    void use(typed);
  };
  return (
    <Sheet title={t("pin.title", { name })} second={t("pin.lead")} onClose={onClose}>
      <div class="cosign-shown">{asking && <SeenList seen={asking.asked.seen} />}</div>
      <form class="form card-pad" onSubmit={submit}>
        <label>
          {t("pin.pin")}
          <input
            class="field"
            type="password"
            name="pin"
            inputMode="numeric"
            autocomplete="off"
            maxLength={12}
            required
            data-test="pin"
          />
        </label>
        <p class="block-needed" role="status" data-test="pin-said">
          {said}
        </p>
        <button class="button button-next button-wide" data-test="pin-use">
          {t("qr.sign")}
        </button>
      </form>
    </Sheet>
  );
}

/** Opens the key and signs what is shown; says why when it stays closed. */
function usePin(asking: Asking | null, user: string, onDone: () => void) {
  const { store, tell } = useApp();
  const [said, setSaid] = useState("");
  const use = async (typed: string) => {
    if (!asking) return;
    try {
      const opened = await openWithPin(user, typed);
      if (opened.is === "wrong") return setSaid(t("pin.wrong"));
      if (opened.is === "closed") return setSaid(t("pin.closed", { time: timeOf(opened.until) }));
      const text = await answerWith(asking.asked, opened.key);
      await keep(store, asking, (await readAnswered(text))!, "pin", await pictureOf(text));
      onDone();
    } catch (error) {
      tell(lossOf(error));
    }
  };
  return { said, use };
}
