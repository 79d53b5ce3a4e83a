// Asks the second inspector to sign on his own phone: shows the code that his phone scans, and scans the answer.
import { useState } from "preact/hooks";
import { BackHeader } from "../../ui/controls/AppHeader";
import { Empty } from "../../ui/controls/Empty";
import { Icon, Mark } from "../../ui/drawings/Icon";
import { back } from "../../ui/router";
import { t } from "../../ui/texts/texts-round";
import { lossOf, useApp, useLive } from "../context";
import { Camera } from "../scan/Camera";
import { faultOf, keep, readAsking, type Asking, type Fault } from "./asking";
import { pictureOf } from "./Code";
import { readAnswered } from "./codes";
import { Request } from "./Request";
import { Steps } from "./Steps";
import "../../styles/cosign.css";
import "../../styles/scan.css";

interface Props {
  /** A draft, or the place of a round. */
  id: string;
  round: boolean;
}

export function CosignScreen({ id, round }: Props) {
  const asking = useLive(["drafts", "people"], (store) => readAsking(store, id, round), [id, round]);
  const parent = round ? `/round/${id}` : `/seal/${id}`;
  const [scanning, setScanning] = useState(false);
  const answer = useAnswer(asking ?? null, parent, () => setScanning(false));
  if (asking === undefined) return null;
  if (asking === null) return <Nobody parent={parent} />;
  const name = asking.second?.name ?? "";
  return (
    <>
      <BackHeader name={t("qr.title")} parent={parent} plain>
        <Steps at={scanning ? 3 : 1} words={[t("qr.step-1"), t("qr.step-2"), t("qr.step-3")]} />
      </BackHeader>
      <main class="body cosign">
        {scanning ? (
          <Camera onRead={(text) => void answer.read(text)} />
        ) : (
          <Request asking={asking} name={name} />
        )}
        {answer.fault && (
          <p class="cosign-line tone-fail" role="alert" data-test={`cosign-${answer.fault}`}>
            <Mark name="fail" />
            {t(`qr.fault-${answer.fault}`, { name })}
          </p>
        )}
      </main>
      <Foot {...{ name, parent, scanning }} onScan={setScanning} />
    </>
  );
}

function Nobody({ parent }: { parent: string }) {
  return (
    <>
      <BackHeader name={t("qr.title")} parent={parent} plain />
      <main class="body">
        <Empty icon="people" title={t("seal.second-missing")} />
      </main>
    </>
  );
}

interface FootProps {
  name: string;
  parent: string;
  scanning: boolean;
  onScan: (scanning: boolean) => void;
}

function Foot({ name, parent, scanning, onScan }: FootProps) {
  return (
    <footer class="foot cosign-foot">
      <button type="button" class="button" data-test="cosign-here" onClick={() => back(parent)}>
        {t("qr.here")}
      </button>
      <button
        type="button"
        class="button button-next"
        data-test="cosign-scan"
        onClick={() => onScan(!scanning)}
      >
        <Icon name="scan" />
        {t(scanning ? "qr.show" : "qr.scan-back", { name })}
      </button>
    </footer>
  );
}

/** Reads the answer's code; one that fits is kept, and the page is left. */
function useAnswer(asking: Asking | null, parent: string, onRead: () => void) {
  const { store, tell } = useApp();
  const [fault, setFault] = useState<Fault | "foreign" | null>(null);
  const read = async (text: string) => {
    if (!asking) return;
    const answered = await readAnswered(text);
    const wrong = answered ? await faultOf(answered, asking) : "foreign";
    setFault(wrong);
    if (!answered || wrong) return;
    onRead();
    try {
      await keep(store, asking, answered, "qr", await pictureOf(text));
      back(parent);
    } catch (error) {
      tell(lossOf(error));
    }
  };
  return { fault, read };
}
