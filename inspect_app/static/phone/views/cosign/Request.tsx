// Shows the code that asks a colleague to sign, and what it says in short.
import { useEffect, useState } from "preact/hooks";
import { Empty } from "../../ui/controls/Empty";
import { Mark } from "../../ui/drawings/Icon";
import { shortMark } from "../../ui/formats/format";
import { t } from "../../ui/texts/texts-round";
import type { Asking } from "./asking";
import { Code } from "./Code";
import { spellAsked, type Asked } from "./codes";

export function Request({ asking: { asked, drafts }, name }: { asking: Asking; name: string }) {
  const text = useSpelled(asked);
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

/** Spells a request; null when it is too much for one code. */
function useSpelled(asked: Asked): string | null | undefined {
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
  return text;
}
