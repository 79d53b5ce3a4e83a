/** Tells what the end of a round means: are we online, which problem is shown, is it tried again. Pure. */
import type { Problem } from "../data";
import { problem } from "./problems";
import type { Stop } from "./records/push";

export interface End {
  online: boolean;
  problem: Problem | null;
  retry: boolean;
  /** Milliseconds that the server asked for. */
  wait: number;
}

/** Reads the answer that ended a round. A portal and no network look alike; where the server knows us and
 * says no, a person must help. */
export function endOf(stop: Stop, version: string, least: string | null | undefined): End {
  if (!stop)
    return {
      online: true,
      problem: isOlder(version, least) ? problem("update") : null,
      retry: false,
      wait: 0,
    };
  if (stop.kind === "offline") return { online: false, problem: problem("offline"), retry: true, wait: 0 };
  const { status, problem: said, wait_ms } = stop;
  if (status === 401)
    return { online: true, problem: { ...said, code: "sign_in", next: "sign_in" }, retry: false, wait: 0 };
  return { online: true, problem: said, retry: status !== 403, wait: wait_ms ?? 0 };
}

const isOlder = (mine: string, least: string | null | undefined): boolean =>
  !!least && mine.localeCompare(least, "en", { numeric: true }) < 0;
