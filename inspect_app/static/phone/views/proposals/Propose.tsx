// Says on the page of a premises what is other there than in the register, and how one's proposals stand.
import { useState } from "preact/hooks";
import type { Premises, Proposal, ProposalAbout, PublishedChecklist } from "../../data";
import { Sheet } from "../../ui/controls/Sheet";
import { Chip, Icon, type Tone } from "../../ui/drawings/Icon";
import type { MarkName } from "../../ui/drawings/marks";
import { t, word } from "../../ui/texts/texts-field";
import { useLive } from "../context";
import { aboutsOf, aboutWord } from "./abouts";
import { listEditable } from "./attribute-inputs";
import { ProposeForm } from "./ProposeForm";
import "../../styles/row.css";

interface Props {
  premises: Premises;
  checklists: readonly PublishedChecklist[];
}

export function Propose({ premises, checklists }: Props) {
  const [choosing, setChoosing] = useState(false);
  const [about, setAbout] = useState<ProposalAbout | null>(null);
  const own = useLive(
    ["inspections", "outbox", "sent"],
    async (store) => (await store.proposals()).of(premises.id),
    [premises.id],
  );
  const attributes = listEditable(checklists);
  return (
    <>
      <div class="group-head">
        <h2>{t("propose.group")}</h2>
      </div>
      <div class="card" data-test="proposals">
        {own?.map((one) => (
          <Own proposal={one} kind={premises.kind} />
        ))}
        <button type="button" class="list-row" data-test="propose" onClick={() => setChoosing(true)}>
          <Icon name="note" />
          <span class="list-row-text">{t("propose.title")}</span>
          <Icon name="next" />
        </button>
      </div>
      {choosing && (
        <Choose
          {...{ premises }}
          abouts={aboutsOf(premises, attributes.length > 0)}
          onClose={() => setChoosing(false)}
          onChoose={(next) => {
            setChoosing(false);
            setAbout(next);
          }}
        />
      )}
      {about && <ProposeForm {...{ premises, about, attributes }} onClose={() => setAbout(null)} />}
    </>
  );
}

interface Choosing {
  premises: Premises;
  abouts: ProposalAbout[];
  onChoose: (about: ProposalAbout) => void;
  onClose: () => void;
}

function Choose({ premises, abouts, onChoose, onClose }: Choosing) {
  return (
    <Sheet title={t("propose.title")} second={t("propose.lead")} onClose={onClose}>
      <div class="card">
        {abouts.map((about) => (
          <button
            type="button"
            class="list-row"
            data-test={`propose-${about}`}
            onClick={() => onChoose(about)}
          >
            <b class="list-row-text">{aboutWord(about, premises.kind)}</b>
            <Icon name="next" />
          </button>
        ))}
      </div>
    </Sheet>
  );
}

const SHOWN: Record<Proposal["state"], [MarkName, Tone]> = {
  waiting: ["sealed", "ink"],
  refused: ["overdue", "fail"],
  open: ["received", "pass"],
  accepted: ["pass", "pass"],
  rejected: ["veto", "mute"],
};

function Own({ proposal, kind }: { proposal: Proposal; kind: string }) {
  const [mark, tone] = SHOWN[proposal.state] ?? SHOWN.open;
  return (
    <p class="list-row" data-test="proposal" data-state={proposal.state}>
      <span class="list-row-text">
        {aboutWord(proposal.about, kind)}
        {proposal.name && (
          <span class="second" lang="zh-CN">
            {" "}
            {proposal.name}
          </span>
        )}
        {proposal.reason && <span class="small"> {proposal.reason}</span>}
      </span>
      <Chip mark={mark} tone={tone}>
        {word("proposal", proposal.state)}
      </Chip>
    </p>
  );
}
