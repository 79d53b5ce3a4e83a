// Hands in all unsent work with a code from the desk. What is handed in can not be read here afterwards.
import { useState } from "preact/hooks";
import type { Problem, Store } from "../../data";
import { drain, type Drained } from "../../sync";
import { ProblemBox } from "../../ui/controls/Problem";
import { t } from "../../ui/texts/texts-rescue";
import { problemOf } from "../context";
import "../../styles/form.css";

interface Props {
  store: Store;
  onDone: () => void;
}

export function Drain(props: Props) {
  const [open, setOpen] = useState(false);
  if (open) return <DrainForm {...props} />;
  return (
    <button type="button" class="button button-wide" data-test="drain-open" onClick={() => setOpen(true)}>
      {t("drain.open")}
    </button>
  );
}

function DrainForm(props: Props) {
  const { busy, done, left, problem, submit } = useDrain(props);
  return (
    <form class="form" onSubmit={(event) => void submit(event)}>
      <label>
        {t("drain.code")}
        <input
          class="field code"
          name="drain"
          required
          maxLength={20}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          data-test="drain-code"
        />
      </label>
      <p class="small">{t("drain.how")}</p>
      {problem && <ProblemBox problem={{ ...problem, safe: true }} />}
      <button class="button button-wide button-ink" disabled={busy} data-test="drain-do">
        {t(busy ? "drain.doing" : "drain.do")}
      </button>
      {left && (busy || done) && (
        <p role="status" data-test="drain-left">
          {done && left.records + left.photos === 0 ? t("drain.done") : t("drain.left", { ...left })}
        </p>
      )}
    </form>
  );
}

/** Hands everything in with the code that was typed, and tells how much is left. */
function useDrain({ store, onDone }: Props) {
  const [busy, setBusy] = useState(false);
  const [left, setLeft] = useState<Drained | null>(null);
  const [done, setDone] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget as HTMLFormElement).get("drain") ?? "");
    setBusy(true);
    setProblem(null);
    setDone(false);
    try {
      setLeft(await drain(store, code.trim(), setLeft));
      setDone(true);
    } catch (error) {
      setProblem(problemOf(error));
    }
    onDone(); // also after a cut: some of it went, or the server turned out to lack more
    setBusy(false);
  };
  return { busy, done, left, problem, submit };
}
