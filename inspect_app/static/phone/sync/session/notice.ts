/** The privacy notice: confirmed once on this phone, and told to the server as soon as it answers. */
import type { Store, User } from "../../data";
import { rememberUser } from "../../data/device";
import { call } from "../http";

/** Notes that the person has read the notice, and returns him as one to whom it is not shown again. */
export async function confirmNotice(store: Store): Promise<User> {
  await store.meta.set({ notice: "read" });
  const { notice: _due, ...user } = store.user;
  await rememberUser(user);
  return user;
}

/** Tells the server that the notice was read; what does not get through goes with the next round. */
export async function tellNoticeRead(store: Store): Promise<void> {
  if ((await store.meta.get("notice")) !== "read") return;
  const reply = await call("/auth/notice/read", {});
  if (reply.kind === "ok") await store.meta.set({ notice: "told" });
}
