// Signs the person out; it is refused while something is unsent, and says what.
import { useState } from "preact/hooks";
import { signOut, type Unsent } from "../../sync";
import { Link } from "../../ui/controls/Link";
import { ProblemBox } from "../../ui/controls/Problem";
import { t } from "../../ui/texts/texts-more";
import type { Problem } from "../../data";
import { problemOf, useApp } from "../context";

export function SignOut() {
  const { store } = useApp();
  const [unsent, setUnsent] = useState<Unsent | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const leave = async (keep: boolean) => {
    setProblem(null);
    try {
      const answer = await signOut(store, { keep });
      if (answer.done) location.assign("/");
      else setUnsent(answer.unsent);
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  return (
    <>
      <button type="button" class="list-row" data-test="sign-out" onClick={() => void leave(false)}>
        {t("me.sign-out")}
      </button>
      {problem && <ProblemBox problem={problem} />}
      {unsent && <Refused unsent={unsent} onLeave={leave} />}
    </>
  );
}

interface Refusal {
  unsent: Unsent;
  onLeave: (keep: boolean) => Promise<void>;
}

/** Says what is unsent, and offers three ways on: send it, save it to a file, leave it here. */
function Refused({ unsent, onLeave }: Refusal) {
  const { sync } = useApp();
  const [busy, setBusy] = useState(false);
  const sendFirst = async () => {
    setBusy(true);
    await sync.syncNow();
    setBusy(false);
    await onLeave(false);
  };
  return (
    <div class="problem" role="alert">
      <p>
        <b>{t("me.sign-out-refused")}</b>
        <br />
        {t("me.sign-out-refused-2", { ...unsent })}
      </p>
      <button
        type="button"
        class="button"
        disabled={busy}
        data-test="sign-out-send"
        onClick={() => void sendFirst()}
      >
        {t(busy ? "outbox.retrying" : unsent.records ? "me.sign-out-send" : "me.sign-out-backup")}
      </button>
      {unsent.records === 0 && (
        <p class="small" data-test="sign-out-drafts">
          {t("me.sign-out-drafts")}
        </p>
      )}
      <Link class="button" href="/rescue" data-test="sign-out-rescue">
        {t("rescue.to-me")}
      </Link>
      <button type="button" class="button" data-test="sign-out-keep" onClick={() => void onLeave(true)}>
        {t("me.sign-out-keep")}
      </button>
      <p class="small" data-test="sign-out-kept">
        {t("me.sign-out-kept", { ...unsent })}
      </p>
    </div>
  );
}
