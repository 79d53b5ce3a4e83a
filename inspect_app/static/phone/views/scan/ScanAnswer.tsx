// Says what a code is that did not lead straight to a premises, and what to do.
import { useState } from "preact/hooks";
import type { Premises } from "../../data";
import { Empty } from "../../ui/controls/Empty";
import { Link } from "../../ui/controls/Link";
import { t } from "../../ui/texts/texts-more";
import { useApp } from "../context";

export type Found =
  | { kind: "foreign"; text: string }
  | { kind: "unknown" }
  | { kind: "revoked"; premises: Premises };

export function ScanAnswer({
  found,
  onAgain,
  onType,
}: {
  found: Found;
  onAgain: () => void;
  onType: () => void;
}) {
  const title = t(`scan.${found.kind}`);
  const words =
    found.kind === "foreign"
      ? t("scan.foreign-2", { text: found.text })
      : found.kind === "revoked"
        ? t("scan.revoked-2", { name: found.premises.name })
        : t("scan.unknown-2");
  const buttons = (
    <div class="phrases">
      {found.kind === "revoked" && (
        <Link class="button button-next" replace href={`/premises/${found.premises.id}`}>
          {t("scan.open")}
        </Link>
      )}
      {found.kind === "unknown" && <Update />}
      <button type="button" class="button" data-test="scan-again" onClick={onAgain}>
        {t("scan.again")}
      </button>
      <button type="button" class="button" onClick={onType}>
        {t("scan.type")}
      </button>
    </div>
  );
  return (
    <div role="status" data-test={`scan-${found.kind}`}>
      <Empty icon="scan" title={title} action={buttons}>
        {words}
      </Empty>
    </div>
  );
}

function Update() {
  const { sync } = useApp();
  const [busy, setBusy] = useState(false);
  const update = async () => {
    setBusy(true);
    await sync.syncNow();
    setBusy(false);
  };
  return (
    <button type="button" class="button" disabled={busy} onClick={() => void update()}>
      {t(busy ? "scan.updating" : "scan.update")}
    </button>
  );
}
