/** Fetches, for the whole app. An answer has one of three outcomes; a portal's page is none. */
import type { Problem } from "../data";
import { problem } from "./problems";

const JSON_TIMEOUT = 60_000;

export type Reply<T> =
  | { kind: "ok"; data: T }
  | { kind: "refused"; status: number; problem: Problem; wait_ms: number | null }
  | { kind: "offline" };

export interface RawRequest {
  method: string;
  headers?: Record<string, string>;
  body?: BodyInit;
  timeout?: number;
}

/** Sends one request. Null: nobody answered, or somebody who redirects. */
export async function send(
  path: string,
  { method, headers = {}, body, timeout = JSON_TIMEOUT }: RawRequest,
): Promise<Response | null> {
  try {
    return await fetch(path, {
      method,
      headers: { "X-Inspect-App": "1", Accept: "application/json", ...headers },
      ...(body === undefined ? {} : { body }),
      credentials: "same-origin",
      cache: "no-store",
      redirect: "error",
      signal: AbortSignal.timeout(timeout),
    });
  } catch {
    return null;
  }
}

/** Sends JSON (or asks for it) and reads the answer. */
export async function call<T extends object>(
  path: string,
  json?: unknown,
  method = json === undefined ? "GET" : "POST",
): Promise<Reply<T>> {
  const response = await send(path, {
    method,
    ...(json === undefined
      ? {}
      : { headers: { "Content-Type": "application/json" }, body: JSON.stringify(json) }),
  });
  if (!response) return { kind: "offline" };
  if (response.status === 204) return { kind: "ok", data: {} as T };
  const data = await readJson(response);
  // A gateway's 413 is no answer of ours, but smaller pieces may get through.
  if (!data && response.status === 413)
    return { kind: "refused", status: 413, problem: problem("offline"), wait_ms: null };
  if (!data) return { kind: "offline" };
  return response.ok ? { kind: "ok", data: data as T } : refusal(response, data);
}

/** Reads the JSON of an answer; null when it is none. */
export async function readJson(response: Response): Promise<Record<string, unknown> | null> {
  if (!response.headers.get("Content-Type")?.includes("json")) return null;
  const data: unknown = await response.json().catch(() => null);
  return data !== null && typeof data === "object" ? (data as Record<string, unknown>) : null;
}

/** Turns an answer with an error into a refusal; one that is not in our shape is no answer. */
export function refusal(response: Response, data: Record<string, unknown> | null): Reply<never> {
  const error = data?.error as Partial<Problem> | undefined;
  if (typeof error?.code !== "string") return { kind: "offline" };
  const after = Number(response.headers.get("Retry-After"));
  const known: Problem = { safe: true, next: "wait", ...error, code: error.code };
  return {
    kind: "refused",
    status: response.status,
    problem: known,
    wait_ms: after > 0 ? after * 1000 : null,
  };
}
