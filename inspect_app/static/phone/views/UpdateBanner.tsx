// Offers a new version; it is taken only by a tap, on a screen where nothing is being typed and no photo is being saved.
import { useEffect, useState } from "preact/hooks";
import { applyUpdate, watchUpdate } from "../sync";
import { Banner } from "../ui/Problem";
import { t } from "../ui/texts";
import { useTaking } from "./taking";

export function UpdateBanner() {
  const [ready, setReady] = useState(false);
  useEffect(() => watchUpdate((state) => setReady(state.ready)), []);
  const taking = useTaking();
  if (!ready || taking > 0) return null;
  return (
    <div class="notice">
      <Banner
        action={
          <button type="button" class="button button-ink" onClick={applyUpdate}>
            {t("update.do")}
          </button>
        }
      >
        {t("update.ready")}
      </Banner>
    </div>
  );
}
