// Scans a posted code, without a network. What was read is named in words; the app never leaves for an
// address in a code.
import { useState } from "preact/hooks";
import { BackHeader } from "../../ui/controls/AppHeader";
import { Icon } from "../../ui/drawings/Icon";
import { go } from "../../ui/router";
import { t } from "../../ui/texts/texts-more";
import { Camera } from "./Camera";
import { problemOf, useApp } from "../context";
import { isAsked } from "../cosign/codes";
import { keepRequest } from "../cosign/kept-request";
import { readScanned, readTyped } from "./scanned";
import { ScanAnswer, type Found } from "./ScanAnswer";
import "../../styles/scan.css";
import "../../styles/form.css";

export function Scan() {
  const [found, setFound] = useState<Found | null>(null);
  const [typing, setTyping] = useState(false);
  const open = useScanned(setFound);
  const typeInstead = () => {
    setFound(null);
    setTyping(true);
  };
  return (
    <>
      <BackHeader name={t("place.scan")} parent="/" plain />
      <main class="body">
        {found ? (
          <ScanAnswer found={found} onAgain={() => setFound(null)} onType={typeInstead} />
        ) : typing ? (
          <TypedCode onFound={setFound} />
        ) : (
          <Camera onRead={(text) => void open(text)} />
        )}
      </main>
      {!found && (
        <footer class="foot">
          <button
            type="button"
            class="button button-wide"
            data-test="scan-type"
            onClick={() => setTyping(!typing)}
          >
            <Icon name={typing ? "scan" : "list"} />
            {t(typing ? "place.scan" : "scan.type")}
          </button>
        </footer>
      )}
    </>
  );
}

/** Opens the premises of a code that the camera read, or tells why there is none. */
function useScanned(onFound: (found: Found) => void): (text: string) => Promise<void> {
  const { store, tell } = useApp();
  return async (text) => {
    if (isAsked(text)) {
      keepRequest(text);
      return go("/cosign/asked", "replace");
    }
    const scanned = readScanned(text, location.origin);
    if (scanned.kind === "foreign") return onFound({ kind: "foreign", text: scanned.text });
    const hit = await store.premises.byToken(scanned.token).catch(() => null);
    void store.scans
      .add(scanned.token, "camera", hit?.premises.id ?? null)
      .catch((error: unknown) => tell(problemOf(error)));
    if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(40);
    if (!hit) return onFound({ kind: "unknown" });
    if (hit.state === "revoked") return onFound({ kind: "revoked", premises: hit.premises });
    go(`/premises/${hit.premises.id}`, "replace");
  };
}

function TypedCode({ onFound }: { onFound: (found: Found) => void }) {
  const { store, tell } = useApp();
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState("");
  const find = async (event: SubmitEvent) => {
    event.preventDefault();
    const typed = readTyped(text);
    if (!typed.ok) return setWrong(t(`scan.${typed.why}`, { n: typed.length }));
    const premises = await store.premises.byCode(typed.code).catch(() => null);
    void store.scans
      .add(typed.code, "typed", premises?.id ?? null)
      .catch((error: unknown) => tell(problemOf(error)));
    if (premises) go(`/premises/${premises.id}`, "replace");
    else onFound({ kind: "unknown" });
  };
  const type = (next: string) => {
    setText(next);
    setWrong("");
  };
  return (
    <form class="form card card-pad" onSubmit={(event) => void find(event)}>
      <CodeField text={text} onType={type} />
      <p class={wrong ? "block-needed" : "small"} id="scan-help" role="status">
        {wrong || t("scan.code-help")}
      </p>
      <button class="button button-next button-wide" data-test="scan-find">
        {t("scan.find")}
      </button>
    </form>
  );
}

function CodeField({ text, onType }: { text: string; onType: (text: string) => void }) {
  return (
    <label>
      {t("scan.code")}
      <input
        class="field scan-code code"
        value={text}
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        maxLength={12}
        enterkeyhint="search"
        aria-describedby="scan-help"
        data-test="scan-code"
        onInput={(event) => onType(event.currentTarget.value)}
      />
    </label>
  );
}
