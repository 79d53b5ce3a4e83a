// Signs a person in. What is on the phone stays there whoever signs in.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Problem, User } from "../../data";
import { endLeftSession } from "../../sync/session/ending";
import { signIn } from "../../sync/session/login";
import { listen } from "../../sync/triggers";
import { BackHeader, AppHeader } from "../../ui/controls/AppHeader";
import { Icon } from "../../ui/drawings/Icon";
import { Link } from "../../ui/controls/Link";
import { ProblemBox } from "../../ui/controls/Problem";
import { t } from "../../ui/texts/texts";
import { problemOf } from "../problem-of";
import "../../styles/form.css";
import "../../styles/row.css";

interface Props {
  user: User | null;
  onDone: (user: User) => void;
}

export function SignIn({ user, onDone }: Props) {
  const { busy, problem, submit } = useSignIn(onDone);
  const locked = useLocked(user);
  return (
    <>
      {user ? <BackHeader name={t("signin.title")} parent="/" plain /> : <AppHeader title={t("app.name")} />}
      <main class="body">
        <form class="form card card-pad" onSubmit={(event) => void submit(event)}>
          <h2>{t("signin.title")}</h2>
          <p class="second">
            {user ? t("signin.waits", { name: user.full_name ?? user.name }) : t("signin.lead")}
          </p>
          {locked && (
            <p role="status" data-test="locked">
              {t("signin.locked")}
            </p>
          )}
          {problem && <ProblemBox problem={{ ...problem, safe: true }} nothingHere={!user} />}
          {problem?.code === "role" && (
            <a class="button" href="/desk/">
              {t("signin.desk")}
            </a>
          )}
          <Fields name={user?.name ?? ""} needsCode={problem?.code === "code"} />
          <button class="button button-next button-wide" disabled={busy} data-test="sign-in">
            {t(busy ? "signin.doing" : "signin.do")}
          </button>
          <p class="small">{t("signin.help")}</p>
        </form>
        <Link class="list-row card" href="/rescue" data-test="to-rescue">
          {t("rescue.to-me")}
          <Icon name="next" />
        </Link>
        <a class="list-row card" href="/auth/notice">
          {t("signin.notice")}
          <Icon name="link" />
        </a>
      </main>
    </>
  );
}

/** Tells whether somebody signed out here without a network; with one, the session ends at once. */
function useLocked(user: User | null): boolean {
  const [locked, setLocked] = useState(false);
  useEffect(() => {
    if (user) return;
    const end = () =>
      void endLeftSession().then(
        (left) => setLocked(left !== null),
        () => undefined,
      );
    end();
    return listen(end, () => false);
  }, [user]);
  return locked;
}

/** Sends the form; the form stays busy once the person is known, for its screen goes. */
function useSignIn(onDone: (user: User) => void) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => String(form.get(name) ?? "");
    setBusy(true);
    setProblem(null);
    try {
      onDone(await signIn(text("user").trim(), text("password"), text("code").trim() || undefined));
    } catch (error) {
      setProblem(problemOf(error));
      setBusy(false);
    }
  };
  return { busy, problem, submit };
}

function Fields({ name, needsCode }: { name: string; needsCode: boolean }) {
  return (
    <>
      <label>
        {t("signin.user")}
        <input
          class="field"
          name="user"
          defaultValue={name}
          required
          autocomplete="username"
          autocapitalize="off"
          spellcheck={false}
        />
      </label>
      <PasswordField />
      {needsCode && (
        <label>
          {t("signin.code")}
          <input class="field" name="code" required autocomplete="one-time-code" />
        </label>
      )}
    </>
  );
}

/** Takes the password; a button shows it. */
function PasswordField() {
  const field = useRef<HTMLInputElement>(null);
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (field.current) field.current.type = shown ? "text" : "password";
  }, [shown]);
  return (
    <>
      <label>
        {t("signin.password")}
        <input
          class="field"
          name="password"
          type="password"
          ref={field}
          required
          autocomplete="current-password"
        />
      </label>
      <button
        type="button"
        class="button show-password"
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
      >
        {t("signin.show")}
      </button>
    </>
  );
}
