// Puts the synchronisation status in words: how much is not at the server yet, where it is, what happens
// next. "Received" is said only after a receipt.
import type { Status } from "../../sync/types";
import type { Tone } from "../../ui/drawings/Icon";
import type { MarkName } from "../../ui/drawings/marks";
import { showMoment, timeOf } from "../../ui/formats/format";
import { t } from "../../ui/texts/texts";
import { whatHappened } from "../../ui/controls/Problem";

export interface SyncWords {
  mark: MarkName;
  tone: Tone;
  first: string;
  second: string;
  href?: string;
}

/** The problems that signing in cures. */
const SIGN_IN = new Set(["sign_in", "other_user"]);
const QUIET = new Set(["offline"]);
export const LATE = 24 * 3600_000;

export function syncStatusOf(status: Status): SyncWords {
  const { problem, photosWaiting, recordsWaiting, scansWaiting, oldestAt, lastReceivedAt } = status;
  if (problem && SIGN_IN.has(problem.code))
    return {
      mark: "returned",
      tone: "turn",
      first: problem.code === "sign_in" ? t("sync-status.sign-in") : whatHappened(problem),
      second: t("sync-status.sign-in-2"),
      href: "/sign-in",
    };
  if (problem?.code === "revoked")
    return { mark: "overdue", tone: "turn", first: t("problem.revoked"), second: t("sync-status.revoked-2") };
  if (problem && !QUIET.has(problem.code))
    return { mark: "overdue", tone: "turn", first: whatHappened(problem), second: whatNow(status) };
  if (oldestAt && Date.now() - oldestAt > LATE)
    return { mark: "overdue", tone: "turn", first: t("sync-status.late"), second: t("sync-status.late-2") };
  if (photosWaiting || recordsWaiting || scansWaiting)
    return { mark: "wait", tone: "wait", first: waiting(status), second: whatNext(status) };
  if (status.draftsOpen)
    return {
      mark: "draft",
      tone: "mute",
      first: t("sync-status.drafts", { n: status.draftsOpen }),
      second: t("sync-status.drafts-2"),
    };
  if (lastReceivedAt)
    return {
      mark: "received",
      tone: "pass",
      first: t("sync-status.all-in", { time: showMoment(lastReceivedAt) }),
      second: t("sync-status.all-in-2"),
    };
  const second =
    status.online === false
      ? t("sync-status.offline")
      : status.phase === "idle"
        ? t("sync-status.nothing-2")
        : t("sync-status.checking");
  return { mark: "na", tone: "mute", first: t("sync-status.nothing"), second };
}

function waiting({ phase, photosWaiting, recordsWaiting, scansWaiting }: Status): string {
  if (phase === "uploading" && photosWaiting) return t("sync-status.uploading", { n: photosWaiting });
  if (phase === "uploading" || phase === "sending") return t("sync-status.sending");
  if (photosWaiting) return t("sync-status.photos", { n: photosWaiting });
  return recordsWaiting
    ? t("sync-status.records", { n: recordsWaiting })
    : t("sync-status.scans", { n: scansWaiting });
}

function whatNow({ nextTryAt }: Status): string {
  return nextTryAt ? t("sync-status.next", { time: timeOf(nextTryAt) }) : t("sync-status.problem-2");
}

function whatNext({ phase }: Status): string {
  return phase === "uploading" || phase === "sending" ? t("sync-status.screen") : t("sync-status.kept-here");
}
