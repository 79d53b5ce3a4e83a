// Offers a new version; it is taken only by a tap, on a screen where nothing is being typed, and after the
// last photo is saved.
import { useEffect, useState } from "preact/hooks";
import { applyUpdate, watchUpdate } from "../../sync";
import { whenDone } from "../../ui/before-leaving";
import { Banner } from "../../ui/controls/Problem";
import { t } from "../../ui/texts/texts";

export function UpdateBanner() {
  const [ready, setReady] = useState(false);
  useEffect(() => watchUpdate((state) => setReady(state.ready)), []);
  if (!ready) return null;
  return (
    <div class="notice">
      <Banner
        action={
          <button type="button" class="button button-ink" onClick={() => void whenDone().then(applyUpdate)}>
            {t("update.do")}
          </button>
        }
      >
        {t("update.ready")}
      </Banner>
    </div>
  );
}
