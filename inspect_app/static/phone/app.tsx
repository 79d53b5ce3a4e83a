// Starts the phone app: words, theme, who is signed in, store and sync engine; then draws the screen.
import "./styles/app.css"; // first: the components refine it
import { render, type ComponentChildren } from "preact";
import { useCallback, useEffect, useState } from "preact/hooks";
import { currentUser, openStore, watchUser, type Problem, type Store, type User } from "./data";
import { createSync, obeyRecall, registerShell, type Status, type Sync } from "./sync";
import { TabBar } from "./ui/controls/TabBar";
import { whenDone } from "./ui/before-leaving";
import { Link } from "./ui/controls/Link";
import { ProblemBox } from "./ui/controls/Problem";
import { forgetPath, go, startRouter, usePath } from "./ui/router";
import { startTexts, t, useLanguage } from "./ui/texts/texts";
import { applyTheme } from "./ui/theme";
import { ErrorBoundary } from "./views/ErrorBoundary";
import { ErrorScreen } from "./views/ErrorScreen";
import { AppContext, problemOf } from "./views/context";
import { loadTheRest, NoticeScreen, Rescue, screenFor } from "./views/screens";
import { SignIn } from "./views/me/SignIn";
import { UpdateBanner } from "./views/me/UpdateBanner";

/** Who is signed in. Undefined: it could not be read, which is not the same as nobody. */
type Known = User | null | undefined;

function Root({ known }: { known: Known }) {
  const [user, setUser] = useState(known);
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

/** Tells whether a problem stays on screen until it is read: something did not reach the disk. */
const isSticky = (problem: Problem | null): boolean => problem?.safe === false;
/** The problems that saving to a file is the way out of. */
const STORAGE = new Set(["storage_lost", "quota"]);
const engines = new Map<string, { store: Store; sync: Sync }>();

/** Makes one store and one engine per person for the life of the page, also across a new sign-in. */
function engineOf(user: User): { store: Store; sync: Sync } {
  const known = engines.get(user.id);
  if (known) return known;
  const store = openStore(user);
  const made = { store, sync: createSync(store) };
  engines.set(user.id, made);
  return made;
}

interface Inside {
  user: User;
  path: string;
  onNoticeRead: (user: User) => void;
}

function SignedIn({ user, path, onNoticeRead }: Inside) {
  const { store, sync } = engineOf(user);
  const [status, setStatus] = useState<Status>(sync.status());
  const [problem, setProblem] = useState<Problem | null>(null);
  const tell = useCallback((next: Problem | null) => {
    setProblem((shown) => (isSticky(shown) && next && !isSticky(next) ? shown : next));
  }, []);
  useEffect(() => sync.watch(setStatus), [sync]);
  useEffect(() => sync.start(), [sync]);
  useEffect(loadTheRest, []);
  useEffect(() => setProblem((shown) => (isSticky(shown) ? shown : null)), [path]);
  const { view, bar } = user.notice ? noticeFirst(onNoticeRead) : screenFor(path);
  return (
    <AppContext.Provider value={{ store, sync, status, tell }}>
      <div class="screen">
        {bar && <UpdateBanner />}
        <ErrorBoundary of={path} onFail={forgetPath} instead={notDrawn}>
          {view}
        </ErrorBoundary>
        {problem && (
          <div class="floating">
            <ProblemBox problem={problem}>
              {STORAGE.has(problem.code) && (
                <Link class="button button-ink" href="/rescue">
                  {t("rescue.to-me")}
                </Link>
              )}
              <button type="button" class="button" onClick={() => tell(null)}>
                {t("go.close")}
              </button>
            </ProblemBox>
          </div>
        )}
        {bar && <TabBar here={bar} waiting={status.recordsWaiting} />}
      </div>
    </AppContext.Provider>
  );
}

const noticeFirst = (onRead: (user: User) => void) => ({
  view: <NoticeScreen onRead={onRead} />,
  bar: null,
});

const WAYS_OUT = [
  ["/", "place.today"],
  ["/outbox", "place.outbox"],
  ["/rescue", "rescue.to-me"],
] as const;
/** Shows that a screen failed. Its links stay in the app, so that what waits to be saved is kept. */
const notDrawn = (problem: Problem) => (
  <ErrorScreen problem={problem}>
    {WAYS_OUT.map(([href, word]) => (
      <Link class="button" href={href}>
        {t(word)}
      </Link>
    ))}
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

async function start() {
  colour();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", colour);
  const [known] = await Promise.all([currentUser().catch(() => undefined), startTexts()]);
  startRouter();
  draw(<Root known={known} />);
  void obeyRecall().then((isCalledBack) => (isCalledBack ? undefined : registerShell()));
}

start().catch((error: unknown) => {
  forgetPath();
  draw(<NotStarted problem={problemOf(error)} />);
});
