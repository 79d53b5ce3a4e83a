// Starts the phone app: words, theme, who is signed in; then draws the sign-in, or loads what a signed-in
// person works with.
import "./styles/app.css"; // first: the components refine it
import { render, type ComponentChildren, type ComponentProps } from "preact";
import { useEffect, useState } from "preact/hooks";
import { currentUser, watchUser } from "./data/device";
import type { Problem, User } from "./data/types";
import { obeyRecall } from "./sync/shell/recall";
import { registerShell } from "./sync/shell/shell";
import { whenDone } from "./ui/before-leaving";
import { lazy } from "./ui/controls/Lazy";
import { awaitOffer } from "./ui/install";
import { forgetPath, go, startRouter, usePath } from "./ui/router";
import { startTexts, t, useLanguage } from "./ui/texts/texts";
import { applyTheme } from "./ui/theme";
import { otherAppOf } from "./ui/which-browser";
import { ErrorScreen } from "./views/ErrorScreen";
import { problemOf } from "./views/problem-of";
import type { OtherApp as OtherAppPage } from "./views/me/OtherApp";
import type { Inside } from "./views/SignedIn";
import { SignIn } from "./views/me/SignIn";

const SignedIn = lazy<Inside>(() => import("./views/SignedIn").then((part) => part.SignedIn));
/** The page that leads out of WeChat and its like. */
const OtherApp = lazy<ComponentProps<typeof OtherAppPage>>(() =>
  import("./views/me/OtherApp").then((part) => part.OtherApp),
);
/** Needs nobody signed in: locked work must find its way out, too. */
const Rescue = lazy(() => import("./views/rescue/Rescue").then((part) => part.Rescue));

/** Who is signed in. Undefined: it could not be read, which is not the same as nobody. */
type Known = User | null | undefined;

function Root({ known }: { known: Known }) {
  const [user, setUser] = useState(known);
  const [otherApp, setOtherApp] = useState(otherAppOf(navigator.userAgent));
  const path = usePath();
  useLanguage();
  const rescuing = path === "/rescue"; // needs nobody, and may be writing its file
  useEffect(() => {
    if (rescuing || user === undefined) return;
    void leaveOthers(user);
    return watchUser(() => void leaveOthers(user));
  }, [user, rescuing]);
  if (rescuing) return <Rescue />;
  if (user === undefined)
    return <NotStarted problem={{ code: "storage_lost", safe: false, next: "retry" }} />;
  if (!user && otherApp)
    return (
      <div class="screen">
        <OtherApp app={otherApp} onStay={() => setOtherApp(null)} />
      </div>
    );
  if (!user || path === "/sign-in")
    return (
      <div class="screen">
        <SignIn
          user={user}
          onDone={(next) => {
            setUser(next);
            if (path === "/sign-in") go("/", "replace");
          }}
        />
      </div>
    );
  return <SignedIn user={user} path={path} onNoticeRead={setUser} />;
}

/** Leaves the window of a person who is no longer the one signed in on this phone. */
async function leaveOthers(shown: User | null): Promise<void> {
  const now = await currentUser().catch(() => shown);
  if (now?.id === shown?.id) return;
  await whenDone();
  if (location.pathname !== "/rescue") location.replace("/");
}

/** Shows that the app did not start. The link is an ordinary one, as nothing here handles others. */
const NotStarted = ({ problem }: { problem: Problem }) => (
  <ErrorScreen problem={problem} nothingHere>
    <a class="button" href="/rescue">
      {t("rescue.to-me")}
    </a>
  </ErrorScreen>
);

const draw = (what: ComponentChildren) => render(what, document.getElementById("app")!);

/** Applies the theme. A browser that refuses its storage shall not stop the start. */
function colour(): void {
  try {
    applyTheme();
  } catch {
    // then as the system says
  }
}

/** Finds who is signed in, with what is drawn for a person. */
async function findUser(): Promise<Known> {
  const known = await currentUser().catch(() => undefined);
  if (known) await SignedIn.begin();
  return known;
}

async function start() {
  awaitOffer();
  colour();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", colour);
  const [known] = await Promise.all([findUser(), startTexts()]);
  startRouter();
  draw(<Root known={known} />);
  setTimeout(() => void SignedIn.begin()); // the first picture stands; now while a password is typed
  void obeyRecall().then((isCalledBack) => (isCalledBack ? undefined : registerShell()));
}

start().catch((error: unknown) => {
  forgetPath();
  draw(<NotStarted problem={problemOf(error)} />);
});
