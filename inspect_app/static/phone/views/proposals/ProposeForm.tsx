// Takes one proposal: what is other, a remark, photos. It is kept here and travels with the next network.
import { useState } from "preact/hooks";
import type { Premises, ProposalAbout } from "../../data";
import { announce } from "../../ui/announce";
import { Growing } from "../../ui/controls/Note";
import { Sheet } from "../../ui/controls/Sheet";
import { t } from "../../ui/texts/texts-field";
import { lossOf, useApp } from "../context";
import { aboutWord } from "./abouts";
import { AttributeField } from "./AttributeField";
import type { Editable } from "./attribute-inputs";
import { Shots, type Taken } from "./Shots";
import "../../styles/form.css";

interface Props {
  premises: Premises;
  about: ProposalAbout;
  attributes: readonly Editable[];
  onClose: () => void;
}

export function ProposeForm({ premises, about, attributes, onClose }: Props) {
  const { store, sync, tell } = useApp();
  const [name, setName] = useState(about === "name" ? premises.name : "");
  const [attrs, setAttrs] = useState<Record<string, unknown> | null>(null);
  const [note, setNote] = useState("");
  const [photos, setPhotos] = useState<Taken[]>([]);
  const [busy, setBusy] = useState(false);
  const ready = isReady(about, { name: name.trim(), known: premises.name, attrs, note: note.trim() });
  const send = async () => {
    setBusy(true);
    try {
      const proposals = await store.proposals();
      await proposals.add(premises, { about, name, ...(attrs ? { attrs } : {}), note, photos });
      announce(t("propose.kept"));
      sync.nudge();
      onClose();
    } catch (error) {
      setBusy(false);
      tell(lossOf(error));
    }
  };
  return (
    <Sheet
      title={aboutWord(about, premises.kind)}
      second={t("propose.lead")}
      onClose={onClose}
      foot={
        <button
          type="button"
          class="button button-ink button-wide"
          data-test="propose-send"
          disabled={busy || !ready}
          onClick={() => void send()}
        >
          {t("propose.send")}
        </button>
      }
    >
      <div class="card card-pad form">
        {(about === "name" || about === "new") && <NameField name={name} onChange={setName} />}
        {about === "attrs" && (
          <AttributeField known={premises.attrs} {...{ attributes }} onChange={setAttrs} />
        )}
        <label class="block">
          <span class="block-name">{t(about === "closed" ? "propose.how" : "propose.note")}</span>
          <Growing value={note} test="propose-note" onChange={setNote} />
        </label>
        <Shots photos={photos} onChange={setPhotos} />
      </div>
    </Sheet>
  );
}

function NameField({ name, onChange }: { name: string; onChange: (name: string) => void }) {
  return (
    <label>
      {t("propose.its-name")}
      <input
        class="field"
        lang="zh-CN"
        maxLength={120}
        value={name}
        data-test="proposed-name"
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  );
}

interface Given {
  name: string;
  known: string;
  attrs: Record<string, unknown> | null;
  note: string;
}

const isReady = (about: ProposalAbout, { name, known, attrs, note }: Given): boolean => {
  if (about === "new") return name !== "";
  if (about === "name") return name !== "" && name !== known;
  if (about === "attrs") return attrs !== null;
  return about === "code" || note !== "";
};
