// Tells once how this system puts the app on the home screen; where the browser offers it, one tap does it.
import { useEffect, useState } from "preact/hooks";
import { currentOffer, install, noteTold, wasTold, watchOffer } from "../../ui/install";
import { t } from "../../ui/texts/texts-install";
import { systemHere } from "../../ui/which-browser";
import "../../styles/form.css";

export function InstallHint() {
  const [gone, setGone] = useState(wasTold());
  const [offer, setOffer] = useState(currentOffer());
  useEffect(() => watchOffer(() => setOffer(currentOffer())), []);
  if (gone) return null;
  const dismiss = () => {
    noteTold();
    setGone(true);
  };
  return (
    <section class="form card card-pad" data-test="install">
      <h2 class="block-name">{t("install.title")}</h2>
      <p class="second">
        {t("install.why")} {!offer && t(`install.${systemHere()}`)}
      </p>
      {offer && (
        <button
          type="button"
          class="button button-next button-wide"
          data-test="install-do"
          onClick={() => void install().then((done) => done && dismiss())}
        >
          {t("install.do")}
        </button>
      )}
      <button type="button" class="button" data-test="install-later" onClick={dismiss}>
        {t("install.later")}
      </button>
    </section>
  );
}
