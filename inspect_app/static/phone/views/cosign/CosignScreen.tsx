// Asks the second inspector to sign on his own phone: shows the code that his phone scans, and scans the answer.
import { useEffect, useState } from "preact/hooks";
import { BackHeader } from "../../ui/controls/AppHeader";
import { Empty } from "../../ui/controls/Empty";
import { Icon, Mark } from "../../ui/drawings/Icon";
import { shortMark } from "../../ui/formats/format";
import { back } from "../../ui/router";
import { t } from "../../ui/texts/texts-round";
import { lossOf, useApp, useLive } from "../context";
import { Camera } from "../scan/Camera";
import { faultOf, keep, readAsking, type Asking, type Fault } from "./asking";
import { Code, pictureOf } from "./Code";
import { readAnswered, spellAsked } from "./codes";
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
  if (asking === null)
    return (
      <>
        <BackHeader name={t("qr.title")} parent={parent} plain />
        <main class="body">
          <Empty icon="people" title={t("seal.second-missing")} />
        </main>
      </>
    );
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
      <footer class="foot cosign-foot">
        <button type="button" class="button" data-test="cosign-here" onClick={() => back(parent)}>
          {t("qr.here")}
        </button>
        <button
          type="button"
          class="button button-next"
          data-test="cosign-scan"
          onClick={() => setScanning(!scanning)}
        >
          <Icon name="scan" />
          {t(scanning ? "qr.show" : "qr.scan-back", { name })}
        </button>
      </footer>
    </>
  );
}

function Request({ asking: { asked, drafts }, name }: { asking: Asking; name: string }) {
  const [text, setText] = useState<string | null>();
  useEffect(() => {
    let left = false;
    void spellAsked(asked).then((spelled) => {
      if (!left) setText(spelled);
    });
    return () => {
      left = true;
    };
  }, [JSON.stringify(asked)]);
  if (text === undefined) return null;
  if (text === null)
    return (
      <Empty icon="scan" title={t("qr.too-much", { n: drafts.length })}>
        {t("qr.too-much-2")}
      </Empty>
    );
  const failed = asked.seen.reduce((sum, one) => sum + one.failed.length, 0);
  return (
    <>
      <div class="cosign-head">
        <h2>{t("qr.ask", { name })}</h2>
        <p class="second">{t("qr.ask-2")}</p>
      </div>
      <Code text={text} />
      <p class="cosign-mark">
        <span>{t("qr.same")}</span>
        <b class="code" data-test="cosign-mark">
          {shortMark(asked.content_digest)}
        </b>
      </p>
      <p class="cosign-line">
        <b lang="zh-CN">{drafts[0]!.draft.premises_name}</b>
        {t("qr.what", { n: drafts.length, failed })}
      </p>
      <p class="cosign-line second">
        <Mark name="draft" />
        {t("qr.waits", { name })}
      </p>
    </>
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
