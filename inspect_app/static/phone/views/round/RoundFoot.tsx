// Says who still has to sign; when nobody has, seals each inspection of the round by itself.
import { useState } from "preact/hooks";
import type { Problem, Store, Uuid } from "../../data";
import { NextButton } from "../../ui/controls/NextButton";
import { ProblemBox } from "../../ui/controls/Problem";
import { t } from "../../ui/texts/texts-round";
import { problemOf, useApp } from "../context";
import { usePendingPhotos } from "../photos/pending-photos";
import { singleFlight } from "../single-flight";
import { hasSigned, hasSpoken, secondOf, type Operator } from "./operators";
import type { Round, RoundDraft } from "./round-drafts";

interface Props {
  round: Round;
  operators: readonly Operator[];
  /** Called when all are sealed, with what was. */
  onSealed: (sealed: RoundDraft[]) => void;
}

export function RoundFoot({ round: { listed }, operators, onSealed }: Props) {
  const { store } = useApp();
  const second = secondOf(listed);
  const spoken = operators.filter(hasSpoken).length;
  const signed = [store.user.id, second].filter((user) => user && hasSigned(listed, user)).length;
  const left = operators.length - spoken + 2 - signed;
  const ids = new Set(listed.map(({ draft }) => draft.id));
  const taking = usePendingPhotos(({ draft }) => ids.has(draft));
  const { busy, problem, seal } = useSealAll(listed, onSealed);
  return (
    <footer class="foot foot-column">
      {problem && <ProblemBox problem={problem} />}
      <dl class="round-bars">
        {operators.length > 0 && <Bar name={t("round.bar-present")} done={spoken} all={operators.length} />}
        <Bar name={t("round.bar-inspectors")} done={signed} all={2} />
      </dl>
      {taking > 0 && (
        <p class="small" role="status">
          {t("seal.photos-saving", { n: taking })}
        </p>
      )}
      {left > 0 ? (
        <NextButton test="round-go-sign" onClick={goToUnsigned}>
          {t("round.go-sign", { left })}
        </NextButton>
      ) : (
        <button
          type="button"
          class="button button-next button-wide"
          disabled={busy > 0 || taking > 0}
          data-test="round-seal"
          onClick={() => void singleFlight(seal)}
        >
          {busy > 0 ? t("round.sealing", { n: busy }) : t("round.seal", { n: listed.length })}
        </button>
      )}
    </footer>
  );
}

/** Scrolls to the first signature that is missing, and to what asks for it. */
function goToUnsigned(): void {
  const place = document.querySelector<HTMLElement>("[data-unsigned]");
  place?.scrollIntoView({ block: "center" });
  place?.querySelector<HTMLElement>("input, button")?.focus({ preventScroll: true });
}

function Bar({ name, done, all }: { name: string; done: number; all: number }) {
  return (
    <div>
      <dt>{name}</dt>
      <span class="share" aria-hidden="true">
        <span style={{ width: `${(done / all) * 100}%` }} />
      </span>
      <dd data-test="round-bar">{t("round.of", { done, all })}</dd>
    </div>
  );
}

/** Seals one after the other; what cannot be sealed stays here with the reason, and hinders no other. */
function useSealAll(listed: readonly RoundDraft[], onSealed: Props["onSealed"]) {
  const { store, sync } = useApp();
  const [busy, setBusy] = useState(0);
  const [problem, setProblem] = useState<Problem | null>(null);
  const seal = async () => {
    setProblem(null);
    const failed: Problem[] = [];
    for (const [n, { draft }] of listed.entries()) {
      setBusy(listed.length - n);
      await sealOne(store, draft.id).catch((error: unknown) => failed.push(problemOf(error)));
    }
    setBusy(0);
    sync.nudge();
    if (failed[0]) setProblem(failed[0]);
    else onSealed([...listed]);
  };
  return { busy, problem, seal };
}

async function sealOne(store: Store, id: Uuid): Promise<void> {
  const saved = await store.drafts.get(id);
  if (saved?.removed) await store.drafts.editSheets(id, (open) => void delete open.removed);
  await store.seal(id);
}
