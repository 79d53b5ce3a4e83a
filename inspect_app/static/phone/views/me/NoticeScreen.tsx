// Shows the privacy notice after the first sign-in, until the person has confirmed it.
import { useState } from "preact/hooks";
import type { User } from "../../data";
import { confirmNotice } from "../../sync";
import { AppHeader } from "../../ui/controls/AppHeader";
import { t } from "../../ui/texts/texts-notice";
import { problemOf, useApp } from "../context";
import { NoticeText } from "./NoticeText";

export function NoticeScreen({ onRead }: { onRead: (user: User) => void }) {
  const { store, sync, tell } = useApp();
  const [busy, setBusy] = useState(false);
  const confirm = async () => {
    setBusy(true);
    try {
      onRead(await confirmNotice(store));
      sync.nudge();
    } catch (error) {
      tell(problemOf(error));
      setBusy(false);
    }
  };
  return (
    <>
      <AppHeader title={t("notice.title")} />
      <main class="body">
        <NoticeText>
          <p class="second">{t("notice.means")}</p>
          <button
            type="button"
            class="button button-next button-wide"
            disabled={busy}
            data-test="notice-read"
            onClick={() => void confirm()}
          >
            {t(busy ? "notice.doing" : "notice.do")}
          </button>
        </NoticeText>
      </main>
    </>
  );
}
