// Asks before a second inspection of the same list at the same premises on the same day.
import type { BoxEntry } from "../../data";
import { Link } from "../../ui/controls/Link";
import { Sheet } from "../../ui/controls/Sheet";
import { timeOf } from "../../ui/formats/format";
import { t } from "../../ui/texts/texts-more";

interface Props {
  entry: BoxEntry;
  onAgain: () => void;
  onClose: () => void;
}

export function AskAgain({ entry, onAgain, onClose }: Props) {
  const foot = (
    <>
      <button type="button" class="button" data-test="inspect-again" onClick={onAgain}>
        {t("again.do")}
      </button>
      <Link class="button button-next" href={`/outbox/${entry.id}`}>
        {t("again.look")}
      </Link>
    </>
  );
  return (
    <Sheet title={t("again.title")} foot={foot} onClose={onClose}>
      <p class="card-pad">{t("again.lead", { time: timeOf(entry.made_at) })}</p>
    </Sheet>
  );
}
