// Shows the synchronisation status in the app header; with a link it opens the outbox.
import { Icon, Mark, type Tone } from "../drawings/Icon";
import { Link } from "./Link";
import type { MarkName } from "../drawings/marks";

interface Props {
  mark: MarkName;
  tone: Tone;
  first: string;
  second: string;
  href?: string | undefined;
}

export function SyncStatus({ mark, tone, first, second, href }: Props) {
  const inside = (
    <>
      <Mark name={mark} class={`app-header-tone-${tone}`} />
      <span class="sync-status-text">
        <span class="sync-status-first">{first}</span>
        <span class="sync-status-second">{second}</span>
      </span>
      {href && <Icon name="next" />}
    </>
  );
  return href ? (
    <Link href={href} class="sync-status" data-test="sync-status">
      {inside}
    </Link>
  ) : (
    <div class="sync-status" role="status" data-test="sync-status">
      {inside}
    </div>
  );
}
