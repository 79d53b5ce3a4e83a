/** Registers the public half of a person's own key at the server, and revokes keys; both need a network. */
import { changeKey, dropKey, makeKey, type OwnKey } from "../../data/keys/own-keys";
import { provePossession } from "../../data/keys/proofs";
import type { Uuid } from "../../data";
import { call } from "../http";
import { problem, SyncError } from "../problems";

/** Makes this person's key on this phone, if there is none, and registers it. Rejects with a `SyncError`. */
export async function registerKey(user: Uuid): Promise<OwnKey> {
  const key = await makeKey(user);
  const proof = await provePossession(user, key.id, key.private);
  const { made_at } = await ask<{ made_at: string }>("/auth/keys", { x: key.x, y: key.y, proof });
  await changeKey(user, { registered_at: made_at });
  return { ...key, registered_at: made_at };
}

/** Revokes a key; one that lies on this phone goes with it. */
export async function revokeKey(user: Uuid, id: string, here: boolean): Promise<void> {
  await ask(`/auth/keys/${id}/revoke`, {});
  if (here) await dropKey(user);
}

async function ask<T extends object>(path: string, body: object): Promise<T> {
  const reply = await call<T>(path, body);
  if (reply.kind === "offline") throw new SyncError(problem("offline"));
  if (reply.kind === "refused") throw new SyncError(reply.problem);
  return reply.data;
}
