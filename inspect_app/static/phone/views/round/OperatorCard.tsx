// Asks one person present for all that he answers for: his name and signature, or why he does not sign.
import { Mark } from "../../ui/drawings/Icon";
import { t } from "../../ui/texts/texts-round";
import { lossOf, useApp } from "../context";
import { PresentCard } from "../seal/PresentCard";
import { hasSpoken, type Operator } from "./operators";
import { Title, ToBeSigned } from "./RoundRows";

interface Props {
  operator: Operator;
  /** The name of the place that all lies under. */
  above: string;
}

export function OperatorCard({ operator, above }: Props) {
  const { drafts, name, signed, refused } = operator;
  return (
    <div
      class="card round-operator"
      data-test="round-operator"
      data-unsigned={!hasSpoken(operator) || undefined}
    >
      <p class="round-title">
        <Title one={{ ...drafts[0]!, named: false }} above={above} />
        {drafts.length > 1 && <span class="small">{t("round.present-for", { n: drafts.length })}</span>}
      </p>
      <PresentCard
        name={name}
        signed={signed}
        state={<Signed />}
        refused={refused}
        summary={<ToBeSigned drafts={drafts} above={above} />}
        {...useOperator(operator)}
      />
    </div>
  );
}

const Signed = () => (
  <span class="small signature-state">
    <Mark name="pass" class="tone-pass" />
    {t("seal.signed")}
  </span>
);

/** What is done at once for all that one person answers for. */
function useOperator({ drafts }: Operator) {
  const { store, tell } = useApp();
  const ids = drafts.map(({ draft }) => draft.id);
  const attempt = (work: (rounds: Awaited<ReturnType<typeof store.rounds>>) => Promise<unknown>) =>
    void store
      .rounds()
      .then(work)
      .catch((error: unknown) => tell(lossOf(error)));
  return {
    onName: (name: string) => attempt((rounds) => rounds.namePresent(ids, name)),
    onSign: (name: string, png: Blob) => attempt((rounds) => rounds.signPresent(ids, name, png)),
    onRefuse: (reason: string | null) => attempt((rounds) => rounds.refuse(ids, reason)),
  };
}
