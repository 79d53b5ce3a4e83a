// Shows whether this phone is ready for work without a network: list, storage, clock, permissions, version.
import { useEffect, useState } from "preact/hooks";
import { showBytes, showMoment } from "../../ui/formats/format";
import { type Key } from "../../ui/texts/texts";
import { t } from "../../ui/texts/texts-more";
import { useApp, useLive } from "../context";
import { Fact } from "../premises/PremisesFacts";
import { InstallHint } from "./InstallHint";
import { readReadiness, type Readiness } from "./readiness";
import "../../styles/deadline.css";
import "../../styles/row.css";

export function OfflineReadiness() {
  const { status } = useApp();
  const [ready, setReady] = useState<Readiness | null>(null);
  const lists = useLive(["premises", "meta"], async (store) => ({
    premises: (await store.premises.all()).length,
    meta: await store.meta.all(),
  }));
  useEffect(() => void readReadiness().then(setReady), [status.lastSyncAt]);
  const clock = lists?.meta.epoch ? clockWords(lists.meta.offset_ms) : t("me.clock-unknown");
  return (
    <>
      <div class="group-head">
        <h2>{t("me.check")}</h2>
      </div>
      <dl class="facts card gutter">
        <Fact name={t("me.list")}>{listWords(lists?.premises, status.lastSyncAt)}</Fact>
        <Fact name={t("me.storage")}>{ready && <Storage ready={ready} />}</Fact>
        <Fact name={t("me.clock")}>{clock}</Fact>
        <Fact name={t("me.camera")}>{ready && permissionWord(ready.camera)}</Fact>
        <Fact name={t("me.location")}>{ready && permissionWord(ready.location)}</Fact>
        <Fact name={t("me.version")}>
          <span class="code">{ready?.version}</span>
        </Fact>
      </dl>
      {ready && !ready.installed && <InstallHint />}
    </>
  );
}

/** Says whether the browser promised to keep what is stored, and how much that is. */
function Storage({ ready: { persisted, used } }: { ready: Readiness }) {
  return (
    <>
      {t(persisted ? "me.storage-kept" : "me.storage-not")}
      {used !== null && (
        <>
          <br />
          <span class="small">{t("me.storage-used", { used: showBytes(used) })}</span>
        </>
      )}
    </>
  );
}

function listWords(premises: number | undefined, syncedAt: number | null): string {
  if (!premises) return t("me.list-none");
  return t("me.list-n", { n: premises, time: syncedAt ? showMoment(syncedAt) : "—" });
}

const permissionWord = (state: string) => t(`me.${state}` as Key);

function clockWords(offset: number): string {
  const seconds = Math.round(Math.abs(offset) / 1000);
  if (seconds < 30) return t("me.clock-ok");
  return t("me.clock-off", {
    n: seconds < 120 ? t("me.seconds", { n: seconds }) : t("me.minutes", { n: Math.round(seconds / 60) }),
  });
}
