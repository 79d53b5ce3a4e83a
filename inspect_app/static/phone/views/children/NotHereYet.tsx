// Says that the children were never fetched, or only some of them, and fetches them once there is a network.
import { useState } from "preact/hooks";
import { Banner } from "../../ui/controls/Problem";
import { t, word } from "../../ui/texts/texts-more";
import { useApp } from "../context";

export function NotHereYet({ kind }: { kind: string }) {
  const { sync, status } = useApp();
  const [busy, setBusy] = useState(false);
  const fetchNow = async () => {
    setBusy(true);
    await sync.syncNow();
    setBusy(false);
  };
  const fetching = busy || status.phase !== "idle";
  return (
    <Banner
      action={
        <button
          type="button"
          class="button"
          disabled={fetching}
          data-test="children-fetch"
          onClick={() => void fetchNow()}
        >
          {t(fetching ? "scan.updating" : "children.fetch")}
        </button>
      }
    >
      <b>{word("children.missing", kind)}</b> {t("children.once")}
    </Banner>
  );
}
