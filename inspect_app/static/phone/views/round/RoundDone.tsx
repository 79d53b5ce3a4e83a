// Says what was sealed together, and leads back to the place or to what waits to be sent.
import type { Premises } from "../../data";
import { BackHeader } from "../../ui/controls/AppHeader";
import { NextButton } from "../../ui/controls/NextButton";
import { Icon, Mark } from "../../ui/drawings/Icon";
import { go } from "../../ui/router";
import { t } from "../../ui/texts/texts-round";
import type { RoundDraft } from "./round-drafts";
import { Title } from "./RoundRows";

export function RoundDone({ premises, sealed }: { premises: Premises; sealed: readonly RoundDraft[] }) {
  return (
    <>
      <BackHeader name={t("sealed.title")} parent={`/premises/${premises.id}`} plain />
      <main class="body">
        <div class="empty" role="status" data-test="round-sealed">
          <Mark name="sealed" class="sealed-mark" />
          <b>{t("round.sealed", { n: sealed.length })}</b>
          <p>{t("sealed.lead")}</p>
        </div>
        <ul class="card">
          {sealed.map((one) => (
            <li key={one.draft.id} class="list-row">
              <Title one={one} above={premises.name} />
              <Icon name="seal" />
            </li>
          ))}
        </ul>
      </main>
      <footer class="foot foot-column">
        <NextButton test="to-place" onClick={() => go(`/premises/${premises.id}`, "replace")}>
          {t("round.back")}
        </NextButton>
        <button type="button" class="button" data-test="to-outbox" onClick={() => go("/outbox", "replace")}>
          {t("sealed.to-outbox")}
        </button>
      </footer>
    </>
  );
}
