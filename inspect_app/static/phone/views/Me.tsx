// The person, the phone's readiness for work without a network, language and display, and the way out.
import { useEffect, useState } from "preact/hooks";
import { Face } from "../ui/Face";
import { Icon } from "../ui/Icon";
import { showBytes, showMoment } from "../ui/format";
import { Link } from "../ui/Link";
import { setLanguage, t, useLanguage, word, type Key } from "../ui/texts";
import { currentTheme, setTheme, THEMES, type Theme } from "../ui/theme";
import { useApp, useLive } from "./context";
import { Fact } from "./PremisesPage";
import { SignOut } from "./SignOut";
import { readReadiness, type Readiness } from "./readiness";
import "../styles/deadline.css";
import "../styles/row.css";

export function Me() {
  const { store } = useApp();
  const name = useLive(["people"], async (kept) => (await kept.people.all()).find((one) => one.id === store.user.id)?.name) ?? store.user.full_name ?? store.user.name;
  return (
    <>
      <Face title={t("place.me")} fact={<span lang="zh-CN">{name}</span>} />
      <main class="body">
        <LanguageChoice />
        <ThemeChoice />
        <Ready />
        <div class="group-head"><h2>{t("me.account")}</h2></div>
        <div class="plate">
          <p class="line"><span class="line-text"><b lang="zh-CN">{name}</b><span class="small">{word("role", store.user.role)}</span></span></p>
          <a class="line" href="/auth/password">{t("me.password")}<Icon name="link" /></a>
          <a class="line" href="/auth/sessions">{t("me.sessions")}<Icon name="link" /></a>
          <SignOut />
        </div>
      </main>
    </>
  );
}

function LanguageChoice() {
  const language = useLanguage();
  return (
    <Choice name={t("me.language")}>
      {(["zh", "en"] as const).map((one) => <button type="button" lang={one} aria-pressed={language === one} data-test={`language-${one}`} onClick={() => void setLanguage(one)}>{t(`me.language-${one}`)}</button>)}
    </Choice>
  );
}

function ThemeChoice() {
  const [theme, setShown] = useState<Theme>(currentTheme());
  const choose = (next: Theme) => { setTheme(next); setShown(next); };
  return (
    <Choice name={t("me.theme")}>
      {THEMES.map((one) => <button type="button" aria-pressed={theme === one} data-test={`theme-${one}`} onClick={() => choose(one)}>{t(`me.theme-${one}`)}</button>)}
    </Choice>
  );
}

function Choice({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return (
    <section class="me-choice">
      <h2 class="block-name">{name}</h2>
      <div class="deadline" role="group" aria-label={name}>{children}</div>
    </section>
  );
}

function Ready() {
  const { store, status } = useApp();
  const [ready, setReady] = useState<Readiness | null>(null);
  const lists = useLive(["premises", "meta"], async (kept) => ({ premises: (await kept.premises.all()).length, meta: await kept.meta.all() }));
  useEffect(() => void readReadiness().then(setReady), [status.lastSyncAt]);
  const clock = lists?.meta.epoch ? clockWords(lists.meta.offset_ms) : t("me.clock-unknown");
  return (
    <>
      <div class="group-head"><h2>{t("me.check")}</h2></div>
      <dl class="facts plate gutter" data-user={store.user.id}>
        <Fact name={t("me.list")}>{lists?.premises ? t("me.list-n", { n: lists.premises, time: status.lastSyncAt ? showMoment(status.lastSyncAt) : "—" }) : t("me.list-none")}</Fact>
        <Fact name={t("me.storage")}>{ready && <>{t(ready.persisted ? "me.storage-kept" : "me.storage-not")}{ready.used !== null && <><br /><span class="small">{t("me.storage-used", { used: showBytes(ready.used) })}</span></>}</>}</Fact>
        <Fact name={t("me.clock")}>{clock}</Fact>
        <Fact name={t("me.camera")}>{ready && permissionWord(ready.camera)}</Fact>
        <Fact name={t("me.location")}>{ready && permissionWord(ready.location)}</Fact>
        <Fact name={t("me.version")}><span class="code">{ready?.version}</span></Fact>
      </dl>
      {ready && !ready.installed && <p class="plate plate-pad second"><b>{t("me.install")}</b><br />{t("me.install-hint")}</p>}
      <Link class="row-more" href="/outbox">{t("me.see-outbox")}</Link>
    </>
  );
}

const permissionWord = (state: string) => t(`me.${state}` as Key);

function clockWords(offset: number): string {
  const seconds = Math.round(Math.abs(offset) / 1000);
  if (seconds < 30) return t("me.clock-ok");
  return t("me.clock-off", { n: seconds < 120 ? t("me.seconds", { n: seconds }) : t("me.minutes", { n: Math.round(seconds / 60) }) });
}
