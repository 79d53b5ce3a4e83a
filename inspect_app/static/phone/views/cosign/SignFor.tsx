// Shows a colleague's request that was scanned: place, result and failures. Whoever signs does so with the key of
// his own phone, and shows the answer's code.
import { useState } from "preact/hooks";
import { findKey, type OwnKey } from "../../data/keys/own-keys";
import { BackHeader } from "../../ui/controls/AppHeader";
import { Empty } from "../../ui/controls/Empty";
import { Link } from "../../ui/controls/Link";
import { shortMark } from "../../ui/formats/format";
import { go } from "../../ui/router";
import { t } from "../../ui/texts/texts-round";
import { problemOf, useApp, useLive } from "../context";
import { Code } from "./Code";
import { answerWith } from "./answering";
import { readAsked, type Asked } from "./codes";
import { keptRequest } from "./kept-request";
import { SeenList } from "./SeenList";
import { Steps } from "./Steps";
import "../../styles/cosign.css";

interface Scanned {
  asked: Asked | null;
  author: string;
  key: OwnKey | null;
  revoked: boolean;
}

export function SignFor() {
  const { store, tell } = useApp();
  const [answer, setAnswer] = useState<string | null>(null);
  const scanned = useLive(["people"], async (store): Promise<Scanned> => {
    const asked = await readAsked(keptRequest());
    const people = await store.people.all();
    const key = await findKey(store.user.id);
    const mine = people.find((one) => one.id === store.user.id)?.keys ?? [];
    const revoked = mine.some((one) => one.id === key?.id && one.until !== null);
    return { asked, author: people.find((one) => one.id === asked?.author)?.name ?? "", key, revoked };
  });
  if (!scanned) return null;
  const { asked, author, key, revoked } = scanned;
  if (!asked || asked.user !== store.user.id)
    return <Nothing title={t(asked ? "qr.not-you" : "qr.unread")} />;
  const sign = async (own: OwnKey) => {
    try {
      setAnswer(await answerWith(asked, own));
    } catch (error) {
      tell(problemOf(error));
    }
  };
  const usable = key?.registered_at && !revoked ? key : null;
  return (
    <>
      <BackHeader name={t("qr.asks", { name: author })} parent="/" plain>
        <Steps at={answer ? 3 : 2} words={[t("qr.other-1"), t("qr.other-2"), t("qr.other-3")]} />
      </BackHeader>
      <main class="body cosign">
        {answer ? <Answer text={answer} name={author} /> : <SeenList seen={asked.seen} />}
      </main>
      <footer class="foot foot-column">
        <p class="cosign-mark">
          <span>{t("qr.same-2", { name: author })}</span>
          <b class="code" data-test="cosign-mark">
            {shortMark(asked.content_digest)}
          </b>
        </p>
        {!answer && <Acts usable={usable} onSign={sign} />}
      </footer>
    </>
  );
}

function Acts({ usable, onSign }: { usable: OwnKey | null; onSign: (key: OwnKey) => Promise<void> }) {
  if (!usable)
    return (
      <Link class="button button-wide" href="/me" data-test="cosign-no-key">
        {t("qr.no-key")}
      </Link>
    );
  return (
    <div class="cosign-foot">
      <button type="button" class="button" data-test="cosign-refuse" onClick={() => go("/", "replace")}>
        {t("qr.refuse")}
      </button>
      <button
        type="button"
        class="button button-next"
        data-test="cosign-sign"
        onClick={() => void onSign(usable)}
      >
        {t("qr.sign")}
      </button>
    </div>
  );
}

function Answer({ text, name }: { text: string; name: string }) {
  return (
    <>
      <div class="cosign-head">
        <h2>{t("qr.back", { name })}</h2>
        <p class="second">{t("qr.back-2")}</p>
      </div>
      <Code text={text} />
    </>
  );
}

function Nothing({ title }: { title: string }) {
  return (
    <>
      <BackHeader name={t("qr.title")} parent="/" plain />
      <main class="body">
        <Empty icon="scan" title={title}>
          {t("qr.unread-2")}
        </Empty>
      </main>
    </>
  );
}
