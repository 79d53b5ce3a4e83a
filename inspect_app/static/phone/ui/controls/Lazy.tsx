// Loads a part of the app when it is first opened. The worker keeps the part, so this works without a network
// too.
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Banner } from "./Problem";
import { gap, t } from "../texts/texts";

export function lazy<P extends object>(load: () => Promise<ComponentType<P>>) {
  let Loaded: ComponentType<P> | null = null;
  const begin = async () => void (Loaded ??= await load());
  function Lazy(props: P) {
    const [, redraw] = useState(0);
    const [failed, setFailed] = useState(false);
    useEffect(() => {
      if (!Loaded)
        begin().then(
          () => redraw(1),
          () => setFailed(true),
        );
    }, []);
    if (Loaded) return <Loaded {...props} />;
    if (failed)
      return (
        <Banner
          action={
            <button type="button" class="button" onClick={() => location.reload()}>
              {t("go.reload")}
            </button>
          }
        >
          {t("problem.offline")}
          {gap()}
          {t("problem-safe.yes")}
        </Banner>
      );
    return (
      <p class="starting" role="status">
        {t("app.starting")}
      </p>
    );
  }
  /** Loads the part before it is drawn; a failure is told where it is drawn. */
  Lazy.begin = () => begin().catch(() => undefined);
  return Lazy;
}
