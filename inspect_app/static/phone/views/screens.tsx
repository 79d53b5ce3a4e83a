// Maps a path to its screen. Screens that are not needed to begin are loaded when opened.
import type { ComponentChildren } from "preact";
import { currentUser, type User } from "../data";
import { lazy } from "../ui/controls/Lazy";
import { NotFound } from "./NotFound";
import { EditorLock } from "./inspect/EditorLock";
import { isPractising } from "./practice/practising";
import { Today } from "./today/Today";

const ByCode = lazy<{ token: string }>(() => import("./premises/ByCode").then((part) => part.ByCode));
const ChildrenScreen = lazy<{ id: string }>(() =>
  import("./children/ChildrenScreen").then((part) => part.ChildrenScreen),
);
const Cosignatures = lazy(() => import("./cosignatures/Cosignatures").then((part) => part.Cosignatures));
const PremisesList = lazy(() => import("./premises/PremisesList").then((part) => part.PremisesList));
const PremisesPage = lazy<{ id: string }>(() =>
  import("./premises/PremisesPage").then((part) => part.PremisesPage),
);

const Inspect = lazy<{ id: string; item: string | null }>(() =>
  import("./inspect/Inspect").then((part) => part.Inspect),
);
const Scan = lazy(() => import("./scan/Scan").then((part) => part.Scan));
const Seal = lazy<{ id: string }>(() => import("./seal/Seal").then((part) => part.Seal));
const RoundScreen = lazy<{ id: string }>(() =>
  import("./round/RoundScreen").then((part) => part.RoundScreen),
);
const CosignScreen = lazy<{ id: string; round: boolean }>(() =>
  import("./cosign/CosignScreen").then((part) => part.CosignScreen),
);
const SignFor = lazy(() => import("./cosign/SignFor").then((part) => part.SignFor));
const Outbox = lazy(() => import("./outbox/Outbox").then((part) => part.Outbox));
const Papers = lazy<{ id: string }>(() => import("./papers/Papers").then((part) => part.Papers));
const Record = lazy<{ id: string }>(() => import("./record/Record").then((part) => part.Record));
/** Loads the privacy notice, which stands before every other screen until it was confirmed. */
export const NoticeScreen = lazy<{ onRead: (user: User) => void }>(() =>
  import("./me/NoticeScreen").then((part) => part.NoticeScreen),
);
const Practice = lazy<{ path: string; children: ComponentChildren }>(() =>
  import("./practice/Practice").then((part) => part.Practice),
);
const Recheck = lazy<{ id: string }>(() => import("./corrections/Recheck").then((part) => part.Recheck));
const Notices = lazy(() => import("./notices/Notices").then((part) => part.Notices));
const Me = lazy(() => import("./me/Me").then((part) => part.Me));

interface Screen {
  view: ComponentChildren;
  bar: string | null;
}

const edited = (id: string, view: ComponentChildren) => (
  <EditorLock id={id} key={id}>
    {view}
  </EditorLock>
);

/** Finds the screen of a path; while one practises every screen stands over the practice. */
export function screenFor(path: string): Screen {
  const screen = screenOf(path);
  if (!isPractising()) return screen;
  return { view: <Practice path={path}>{screen.view}</Practice>, bar: null };
}

function screenOf(path: string): Screen {
  const [place = "", id = "", more = ""] = path.split("/").slice(1).map(decodeURIComponent);
  if (!place) return { view: <Today />, bar: "/" };
  if (place === "premises" && more === "children")
    return { view: <ChildrenScreen id={id} key={id} />, bar: null };
  if (place === "premises")
    return id
      ? { view: <PremisesPage id={id} key={id} />, bar: null }
      : { view: <PremisesList />, bar: "/premises" };
  if (place === "outbox")
    return id ? { view: <Record id={id} key={id} />, bar: null } : { view: <Outbox />, bar: "/outbox" };
  if (place === "papers" && id) return { view: <Papers id={id} key={id} />, bar: null };
  if (place === "recheck" && id) return { view: <Recheck id={id} key={id} />, bar: null };
  if (place === "notices") return { view: <Notices />, bar: null };
  if (place === "cosignatures") return { view: <Cosignatures />, bar: null };
  if (place === "me") return { view: <Me />, bar: "/me" };
  if (place === "scan") return { view: <Scan />, bar: null };
  if (place === "inspect" && id)
    return { view: edited(id, <Inspect id={id} item={more || null} key={id} />), bar: null };
  if (place === "seal" && id) return { view: edited(id, <Seal id={id} key={id} />), bar: null };
  if (place === "round" && id) return { view: <RoundScreen id={id} key={id} />, bar: null };
  if (place === "cosign" && id === "asked") return { view: <SignFor />, bar: null };
  if (place === "cosign" && id)
    return { view: <CosignScreen id={id} round={more === "round"} key={id} />, bar: null };
  if (place === "q" && id) return { view: <ByCode token={id} key={id} />, bar: null };
  return { view: <NotFound />, bar: null };
}

/** Erases what was practised in an app that was killed. */
async function forgetPractice(): Promise<void> {
  const user = isPractising() ? null : await currentUser();
  if (user) await (await import("../data/practice")).sweepPractice(user);
}

/** Loads what an inspection needs once the first screen stands. */
export function loadTheRest(): void {
  const load = () =>
    void import("./premises/PremisesList")
      .then(() => import("./outbox/Outbox"))
      .then(() => import("./premises/PremisesPage"))
      .then(() => import("./inspect/Inspect"))
      .then(() => import("./seal/Seal"))
      .then(() => import("./round/RoundScreen"))
      .then(forgetPractice)
      .catch(() => undefined);
  if ("requestIdleCallback" in globalThis) requestIdleCallback(load, { timeout: 4000 });
  else setTimeout(load, 2000);
}
