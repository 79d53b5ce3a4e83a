// Puts every screen over a practice: a store of its own that nothing sends, and a stripe that says so.
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Store } from "../../data";
import { erasePractice, holdPractice, openPractice } from "../../data/practice";
import type { Status, Sync } from "../../sync/types";
import { dayOf } from "../../ui/formats/format";
import { go } from "../../ui/router";
import { t } from "../../ui/texts/texts-field";
import { AppContext, problemOf, useApp } from "../context";
import { invent } from "./invent";
import { PracticeHome } from "./PracticeHome";
import { setPractising } from "./practising";
import "../../styles/practice.css";

/** What is practised: the rest leads back to the choice of what to try. */
const TRIED = /^\/(?:premises\/[^/]+(?:\/children)?|inspect\/.+|seal\/[^/]+|outbox\/[^/]+)$/;

const NOTHING: Status = {
  ...{ online: false, phase: "idle", photosWaiting: 0, signaturesWaiting: 0, recordsWaiting: 0 },
  ...{ scansWaiting: 0, oldestAt: null, draftsOpen: 0, lastReceivedAt: null, lastSyncAt: null },
  ...{ nextTryAt: null, problem: null, upload: null },
};
/** The engine that sends nothing. */
const STILL: Sync = {
  start: () => () => undefined,
  syncNow: async () => NOTHING,
  nudge: () => undefined,
  status: () => NOTHING,
  watch: (listener) => {
    listener(NOTHING);
    return () => undefined;
  },
};

export function Practice({ path, children }: { path: string; children: ComponentChildren }) {
  const { tell } = useApp();
  const store = usePracticeStore();
  const end = async () => {
    store?.close();
    if (store) await erasePractice(store.user);
    setPractising(false);
    go("/me", "replace");
  };
  return (
    <>
      <Stripe onEnd={() => void end()} />
      {store ? (
        <AppContext.Provider value={{ store, sync: STILL, status: NOTHING, tell }}>
          {TRIED.test(path) ? children : <PracticeHome />}
        </AppContext.Provider>
      ) : (
        <p class="starting" role="status">
          {t("app.starting")}
        </p>
      )}
    </>
  );
}

function usePracticeStore(): Store | null {
  const { store: real, tell } = useApp();
  const [store, setStore] = useState<Store | null>(null);
  useEffect(() => {
    const release = holdPractice();
    let opened: Store | null = null;
    let gone = false;
    openPractice(real.user, () => invent(real, dayOf(Date.now()))).then(
      (next) => {
        if (gone) return next.close();
        opened = next;
        setStore(next);
      },
      (error: unknown) => tell(problemOf(error)),
    );
    return () => {
      gone = true;
      opened?.close();
      release();
    };
  }, [real]);
  return store;
}

function Stripe({ onEnd }: { onEnd: () => void }) {
  return (
    <aside class="practice-stripe" aria-label={t("practice.title")} data-test="practice-stripe">
      <p>
        <b>{t("practice.title")}</b> <span>{t("practice.stripe")}</span>
      </p>
      <button type="button" class="button" data-test="practice-end" onClick={onEnd}>
        {t("practice.end")}
      </button>
    </aside>
  );
}
