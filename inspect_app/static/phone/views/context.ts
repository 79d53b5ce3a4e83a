// Gives every screen the store of the signed-in person, the sync engine and its status, and a way to show a
// problem.
import { createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import type { Problem, Store, Topic } from "../data";
import type { Status, Sync } from "../sync/types";
import { problemOf } from "./problem-of";

export { lossOf, problemOf } from "./problem-of";

export interface App {
  store: Store;
  sync: Sync;
  status: Status;
  tell: (problem: Problem | null) => void;
}

export const AppContext = createContext<App | null>(null);

export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error("a screen was drawn outside the app");
  return app;
}

/** Reads from the store, and again after every change of the topics; undefined until the first answer. */
export function useLive<T>(
  topics: Topic[],
  read: (store: Store) => Promise<T>,
  inputs: readonly unknown[] = [],
): T | undefined {
  const { store, tell } = useApp();
  const [value, setValue] = useState<T>();
  useEffect(() => {
    let current = true;
    const load = () =>
      read(store).then(
        (next) => {
          if (current) setValue(next);
        },
        (error: unknown) => tell(problemOf(error)),
      );
    void load();
    const stop = store.watch(topics, () => void load());
    return () => {
      current = false;
      stop();
    };
  }, [store, ...inputs]);
  return value;
}
