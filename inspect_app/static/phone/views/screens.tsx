// Which screen a path shows. Screens that are not needed to begin are loaded when opened.
import type { ComponentChildren } from "preact";
import { lazy } from "../ui/Lazy";
import { Lost } from "./Lost";
import { OneEditor } from "./OneEditor";
import { Outbox } from "./Outbox";
import { PremisesList } from "./PremisesList";
import { Today } from "./Today";

const ByCode = lazy<{ token: string }>(() => import("./ByCode").then((part) => part.ByCode));
const ChildrenScreen = lazy<{ id: string }>(() =>
  import("./place/ChildrenScreen").then((part) => part.ChildrenScreen),
);
const PremisesPage = lazy<{ id: string }>(() => import("./PremisesPage").then((part) => part.PremisesPage));

const Inspect = lazy<{ id: string; item: string | null }>(() =>
  import("./Inspect").then((part) => part.Inspect),
);
const Scan = lazy(() => import("./Scan").then((part) => part.Scan));
const Seal = lazy<{ id: string }>(() => import("./Seal").then((part) => part.Seal));
const Record = lazy<{ id: string }>(() => import("./Record").then((part) => part.Record));
/** Needs nobody signed in: work that is locked here must find its way out, too. */
export const Rescue = lazy(() => import("./rescue/Rescue").then((part) => part.Rescue));
const Me = lazy(() => import("./Me").then((part) => part.Me));

interface Screen {
  view: ComponentChildren;
  bar: string | null;
}

const edited = (id: string, view: ComponentChildren) => (
  <OneEditor id={id} key={id}>
    {view}
  </OneEditor>
);

export function screenFor(path: string): Screen {
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
  if (place === "me") return { view: <Me />, bar: "/me" };
  if (place === "scan") return { view: <Scan />, bar: null };
  if (place === "inspect" && id)
    return { view: edited(id, <Inspect id={id} item={more || null} key={id} />), bar: null };
  if (place === "seal" && id) return { view: edited(id, <Seal id={id} key={id} />), bar: null };
  if (place === "q" && id) return { view: <ByCode token={id} key={id} />, bar: null };
  return { view: <Lost />, bar: null };
}

/** Once the first screen stands, what an inspection needs is loaded too. */
export function loadTheRest(): void {
  const load = () =>
    void import("./PremisesPage")
      .then(() => import("./Inspect"))
      .then(() => import("./Seal"))
      .catch(() => undefined);
  if ("requestIdleCallback" in globalThis) requestIdleCallback(load, { timeout: 4000 });
  else setTimeout(load, 2000);
}
