/** Saves what was spoken about an item, one note each. */
import type { Store } from "..";
import { instant } from "../clock";
import type { Draft, Sha256, Uuid, VoiceNote } from "../types";

export const MOST_SECONDS = 60;

/** Saves a voice note in place of an earlier one. */
export async function addVoice(
  store: Pick<Store, "photos" | "drafts">,
  draftId: Uuid,
  item: string,
  sound: { bytes: ArrayBuffer; type: VoiceNote["type"]; seconds: number },
): Promise<Sha256> {
  const { bytes, type } = sound;
  const seconds = Math.min(MOST_SECONDS, Math.max(1, Math.round(sound.seconds)));
  const taken_at = instant(Date.now());
  await removeVoice(store, draftId, item);
  return store.photos.keep(draftId, bytes, type, (draft, sha256) => {
    draft.voice = { ...draft.voice, [item]: { sha256, type, seconds, taken_at } };
  });
}

/** Takes a voice note off an item; its bytes go when nothing else names them. */
export const removeVoice = (store: Pick<Store, "drafts">, draftId: Uuid, item: string): Promise<Draft> =>
  store.drafts.change(draftId, (draft) => {
    if (!draft.voice) return;
    delete draft.voice[item];
    if (Object.keys(draft.voice).length === 0) delete draft.voice;
  });
