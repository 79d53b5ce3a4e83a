// Draws the app of a signed-in person: store and sync engine, the screen of the path, the bar, and troubles.
import { useCallback, useEffect, useState } from "preact/hooks";
import { openStore, type Problem, type Store, type User } from "../data";
import { createSync, type Status, type Sync } from "../sync";
import { Link } from "../ui/controls/Link";
import { ProblemBox } from "../ui/controls/Problem";
import { TabBar } from "../ui/controls/TabBar";
import { forgetPath } from "../ui/router";
import { t } from "../ui/texts/texts";
import { AppContext } from "./context";
import { ErrorBoundary } from "./ErrorBoundary";
import { ErrorScreen } from "./ErrorScreen";
import { UpdateBanner } from "./me/UpdateBanner";
import { loadTheRest, NoticeScreen, screenFor } from "./screens";

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

export interface Inside {
  user: User;
  path: string;
  onNoticeRead: (user: User) => void;
}

export function SignedIn({ user, path, onNoticeRead }: Inside) {
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
