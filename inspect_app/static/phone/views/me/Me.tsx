// Draws the account screen: the person, language and display, readiness for work without a network, signing
// out.
import { useState } from "preact/hooks";
import { goesOn, setGoesOn } from "../../ui/auto-next";
import { AppHeader } from "../../ui/controls/AppHeader";
import { Group } from "../../ui/controls/Group";
import { Icon } from "../../ui/drawings/Icon";
import { Link } from "../../ui/controls/Link";
import { Sheet } from "../../ui/controls/Sheet";
import { setLanguage, useLanguage } from "../../ui/texts/texts";
import { t, word } from "../../ui/texts/texts-more";
import { t as correctionWords } from "../../ui/texts/texts-corrections";
import { t as noticeWords } from "../../ui/texts/texts-notice";
import { currentTheme, setTheme, THEMES, type Theme } from "../../ui/theme";
import { useApp, useLive } from "../context";
import { ToPractice } from "../practice/ToPractice";
import { NoticeText } from "./NoticeText";
import { SignOut } from "./SignOut";
import { SigningKey } from "./SigningKey";
import "../../styles/deadline.css";
import "../../styles/row.css";
import { OfflineReadiness } from "./OfflineReadiness";

export function Me() {
  const { store } = useApp();
  const known = useLive(
    ["people"],
    async (store) => (await store.people.all()).find((one) => one.id === store.user.id)?.name,
  );
  const name = known ?? store.user.full_name ?? store.user.name;
  return (
    <>
      <AppHeader title={t("place.me")} fact={<span lang="zh-CN">{name}</span>} />
      <main class="body">
        <LanguageChoice />
        <ThemeChoice />
        <AutoNext />
        <OfflineReadiness />
        <SigningKey />
        <ToPractice />
        <Account name={name} role={store.user.role} />
      </main>
    </>
  );
}

function Account({ name, role }: { name: string; role: string }) {
  return (
    <Group title={t("me.account")}>
      <p class="list-row">
        <span class="list-row-text">
          <b lang="zh-CN">{name}</b>
          <span class="small">{word("role", role)}</span>
        </span>
      </p>
      <Link class="list-row" href="/notices" data-test="me-notices">
        {correctionWords("notices.title")}
        <Icon name="next" />
      </Link>
      <a class="list-row" href="/auth/password">
        {t("me.password")}
        <Icon name="link" />
      </a>
      <a class="list-row" href="/auth/sessions">
        {t("me.sessions")}
        <Icon name="link" />
      </a>
      <Link class="list-row" href="/rescue" data-test="to-rescue">
        {t("rescue.to-me")}
        <Icon name="next" />
      </Link>
      <Notice />
      <SignOut />
    </Group>
  );
}

/** Opens the privacy notice again, also without a network. */
function Notice() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" class="list-row" data-test="to-notice" onClick={() => setOpen(true)}>
        {noticeWords("notice.title")}
        <Icon name="next" />
      </button>
      {open && (
        <Sheet title={noticeWords("notice.title")} onClose={() => setOpen(false)}>
          <NoticeText />
        </Sheet>
      )}
    </>
  );
}

function LanguageChoice() {
  const language = useLanguage();
  return (
    <Choice name={t("me.language")}>
      {(["zh", "en"] as const).map((one) => (
        <button
          type="button"
          lang={one}
          aria-pressed={language === one}
          data-test={`language-${one}`}
          onClick={() => void setLanguage(one)}
        >
          {t(`me.language-${one}`)}
        </button>
      ))}
    </Choice>
  );
}

function AutoNext() {
  const [on, setShown] = useState(goesOn());
  const choose = (next: boolean) => {
    setGoesOn(next);
    setShown(next);
  };
  return (
    <Choice name={t("me.auto")}>
      {[false, true].map((one) => (
        <button
          type="button"
          aria-pressed={on === one}
          data-test={`auto-${one ? "on" : "off"}`}
          onClick={() => choose(one)}
        >
          {t(one ? "me.auto-on" : "me.auto-off")}
        </button>
      ))}
    </Choice>
  );
}

function ThemeChoice() {
  const [theme, setShown] = useState<Theme>(currentTheme());
  const choose = (next: Theme) => {
    setTheme(next);
    setShown(next);
  };
  return (
    <Choice name={t("me.theme")}>
      {THEMES.map((one) => (
        <button
          type="button"
          aria-pressed={theme === one}
          data-test={`theme-${one}`}
          onClick={() => choose(one)}
        >
          {t(`me.theme-${one}`)}
        </button>
      ))}
    </Choice>
  );
}

function Choice({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return (
    <section class="me-choice">
      <h2 class="block-name">{name}</h2>
      <div class="deadline" role="group" aria-label={name}>
        {children}
      </div>
    </section>
  );
}
