// Stands before the sign-in inside WeChat and its like: says how to open a browser that keeps what is stored.
import { useState } from "preact/hooks";
import { AppHeader } from "../../ui/controls/AppHeader";
import { t } from "../../ui/texts/texts-install";
import { systemHere, type OtherApp as App } from "../../ui/which-browser";
import "../../styles/form.css";

export function OtherApp({ app, onStay }: { app: App; onStay: () => void }) {
  return (
    <>
      <AppHeader title={t("app.name")} />
      <main class="body">
        <div class="form card card-pad" data-test="other-app">
          <h2>{t("elsewhere.title")}</h2>
          <p class="second">{t("elsewhere.why", { app: t(`elsewhere.app-${app}`) })}</p>
          <ol class="steps">
            <li>{t("elsewhere.step-menu")}</li>
            <li>{t(`elsewhere.step-open-${systemHere()}`)}</li>
            <li>{t("elsewhere.step-copy")}</li>
          </ol>
          <Address address={location.href} />
          <button type="button" class="button" data-test="stay" onClick={onStay}>
            {t("elsewhere.stay")}
          </button>
        </div>
      </main>
    </>
  );
}

function Address({ address }: { address: string }) {
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address);
      setCopied(true);
    } catch {
      setCopied(false);
    }
  };
  return (
    <>
      <p class="code address">{address}</p>
      <button
        type="button"
        class="button button-next button-wide"
        data-test="copy"
        onClick={() => void copy()}
      >
        {t("elsewhere.copy")}
      </button>
      <p class="small" role="status">
        {copied !== null && t(copied ? "elsewhere.copied" : "elsewhere.copy-by-hand")}
      </p>
    </>
  );
}
