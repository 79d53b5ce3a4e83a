// Says what is kept about the person, in the words of the sign-in site's page.
import type { ComponentChildren } from "preact";
import { t } from "../../ui/texts/texts-notice";
import "../../styles/form.css";

const PARTS = ["what", "why", "long", "who", "rights", "ask"] as const;

export const NoticeText = ({ children }: { children?: ComponentChildren }) => (
  <div class="form card card-pad" data-test="notice">
    <p>{t("notice.lead")}</p>
    {PARTS.map((part) => (
      <section key={part}>
        <h2 class="block-name">{t(`notice.${part}`)}</h2>
        <p>{t(`notice.${part}-text`)}</p>
      </section>
    ))}
    {children}
  </div>
);
