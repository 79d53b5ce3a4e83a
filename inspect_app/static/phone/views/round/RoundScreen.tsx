// Draws the page on which several inspections of one place are signed together: what is signed, who signs, the
// button that seals each of them.
import { useState } from "preact/hooks";
import { BackHeader } from "../../ui/controls/AppHeader";
import { Empty } from "../../ui/controls/Empty";
import { Banner } from "../../ui/controls/Problem";
import { t } from "../../ui/texts/texts-round";
import { FEWEST_IN_ROUND, MOST_IN_ROUND } from "../../data/drafts/rounds";
import { lossOf, useApp, useLive } from "../context";
import { Inspectors } from "./Inspectors";
import { hasSpoken, listOperators, type Operator } from "./operators";
import { Operators } from "./Operators";
import { readRound, type Round, type RoundDraft } from "./round-drafts";
import { RoundDone } from "./RoundDone";
import { RoundFoot } from "./RoundFoot";
import { Listed, Others } from "./RoundRows";
import "../../styles/seal.css";
import "../../styles/round.css";
import "../../styles/children.css";

export function RoundScreen({ id }: { id: string }) {
  const round = useLive(["drafts", "premises", "checklists"], (store) => readRound(store, id), [id]);
  const [sealed, setSealed] = useState<{ round: Round; drafts: RoundDraft[] } | null>(null);
  if (round === undefined) return null;
  if (sealed) return <RoundDone premises={sealed.round.premises} sealed={sealed.drafts} />;
  const parent = `/premises/${id}`;
  if (round === null)
    return (
      <>
        <BackHeader name={t("round.title")} parent={parent} plain />
        <main class="body">
          <Empty icon="sign" title={t("round.no-place")} />
        </main>
      </>
    );
  return <Signing round={round} onSealed={(drafts) => setSealed({ round, drafts })} />;
}

interface Props {
  round: Round;
  onSealed: (sealed: RoundDraft[]) => void;
}

function Signing({ round: all, onSealed }: Props) {
  const round = { ...all, listed: all.listed.slice(0, MOST_IN_ROUND) };
  const { premises, listed, frozen } = round;
  const operators = listOperators(listed);
  const isRound = frozen !== null || listed.length >= FEWEST_IN_ROUND;
  return (
    <>
      <BackHeader name={premises.name} parent={`/premises/${premises.id}`} />
      <main class="body seal">
        <div class="seal-head">
          <div>
            <h2>{t("round.title")}</h2>
            <p class="second">{t("round.lead")}</p>
          </div>
        </div>
        <OutOfRound round={round} />
        {isRound ? <Whole round={round} operators={operators} /> : <TooFew round={round} />}
        {round.open.length > 0 && <StillOpen round={round} />}
      </main>
      {isRound && <RoundFoot round={round} operators={operators} onSealed={onSealed} />}
    </>
  );
}

/** What is signed, by whom. */
function Whole({ round, operators }: { round: Round; operators: Operator[] }) {
  const { listed, premises } = round;
  return (
    <>
      <div class="group-head">
        <h3>{t("round.listed")}</h3>
        <span class="group-count" data-test="round-count">
          {listed.length}
        </span>
      </div>
      <Listed drafts={listed} above={premises.name} />
      {operators.length > 0 && <Operators operators={operators} above={premises.name} />}
      <Inspectors round={round} isTurn={operators.every(hasSpoken)} />
    </>
  );
}

function StillOpen({ round: { open, premises } }: { round: Round }) {
  return (
    <>
      <div class="group-head">
        <h3>{t("round.open")}</h3>
        <span class="group-count">{open.length}</span>
      </div>
      <Others drafts={open} above={premises.name} test="round-open" />
    </>
  );
}

function TooFew({ round }: { round: Round }) {
  return (
    <>
      <Empty icon="sign" title={t("round.one")}>
        {t("round.one-2")}
      </Empty>
      {round.listed.length > 0 && (
        <Others drafts={round.listed} above={round.premises.name} test="round-alone" />
      )}
    </>
  );
}

/** Says plainly what is not signed any more, and offers to sign all of it anew. */
function OutOfRound({ round }: { round: Round }) {
  const { store, tell } = useApp();
  const { changed, late, listed, premises } = round;
  if (changed.length + late.length === 0) return null;
  const again = () => {
    const ids = [...listed, ...changed, ...late].map(({ draft }) => draft.id);
    store
      .rounds()
      .then((rounds) => rounds.reopen(ids))
      .catch((error: unknown) => tell(lossOf(error)));
  };
  return (
    <>
      {[
        { drafts: changed, title: t("round.changed"), test: "round-changed" },
        { drafts: late, title: t("round.late"), test: "round-late" },
      ].map(
        ({ drafts, title, test }) =>
          drafts.length > 0 && (
            <section key={test}>
              <div class="group-head">
                <h3>{title}</h3>
                <span class="group-count">{drafts.length}</span>
              </div>
              <Others drafts={drafts} above={premises.name} test={test} />
            </section>
          ),
      )}
      <Banner
        action={
          <button type="button" class="button" data-test="round-again" onClick={again}>
            {t("round.again")}
          </button>
        }
      >
        {t(changed.length ? "round.changed-2" : "round.again-2")}
      </Banner>
    </>
  );
}
