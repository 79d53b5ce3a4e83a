// Draws the photo strip of an item. The item is saved before the camera opens; a photo counts only when it
// was read back.
import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Answer, Draft, PhotoRef, PhotoRole, PhotoSource, Uuid } from "../../data";
import type { Item } from "../../rules";
import { announce } from "../../ui/announce";
import { either, t } from "../../ui/texts/texts-more";
import { lossOf, useApp, useLive, type App } from "../context";
import { measureOf } from "../corrections/asked";
import { About } from "./about";
import { chooseGhost } from "./camera/ghost";
import { PhotoStrip } from "./PhotoStrip";
import { startSaving, usePendingPhotos } from "./pending-photos";
import { usedElsewhere } from "./used-elsewhere";
import type { OpenDraft } from "../inspect/useDraft";
import "../../data/photos/shrink"; // at hand before the camera opens
import "../../styles/photo.css";
import { Camera, Album, NoPhoto, Interrupted } from "./PhotoInputs";

interface Props {
  open: OpenDraft;
  item: Item;
  taken: PhotoRef[];
  needed: boolean;
  /** Words for when a photo is needed, in place of the usual ones. */
  rule?: string;
  onChange: (answer: Answer | null) => void;
}

export function Photos({ open, item, taken, needed, rule, onChange }: Props) {
  const app = useApp();
  // What is mended on the spot is shown before and after.
  const mended = measureOf(open.draft, item) === "on_the_spot";
  const role = !mended ? "evidence" : taken.some((one) => one.role === "before") ? "after" : "before";
  const here = { draft: open.draft.id, item: item.id, role } as const;
  const answer = open.draft.answers[item.id];
  const busy = usePendingPhotos((taken) => taken.draft === here.draft && taken.item === here.item);
  const [why, setWhy] = useState(Boolean(answer?.no_photo));
  const lost = open.draft.camera_item === item.id && busy === 0;
  const opening = useRef<number | null>(null);
  const opens = async () => {
    opening.current = await app.store.drafts.cameraOpens(here.draft, here.item);
  };
  return (
    <AboutDraft draft={open.draft}>
      <div class="block-head">
        <h3 class="block-name">{t("photo.name")}</h3>
        <span class={`block-hint ${needed && !taken.length ? "block-needed" : "small"}`}>
          {rule ?? askFor(item, needed)}
        </span>
        <span class="small block-right" data-test="photo-count">
          {t("photo.count", { n: taken.length })}
        </span>
        <Album onTaken={(files) => void saveAll(app, here, files, "album", null)} />
      </div>
      <div class="photos">
        <Strip draft={here.draft} item={item.id} taken={taken} busy={busy} />
        <Camera
          name={either(item) || t("photo.name")}
          ghost={chooseGhost(open.draft, taken)}
          before={opens}
          onTaken={(files) => void saveAll(app, here, files, "camera", opening.current)}
          onShot={(file) => void saveAll(app, here, [file], "camera", null)}
          onAlbum={(files) => void saveAll(app, here, files, "album", null)}
        />
        {needed && taken.length === 0 && !why && <WhyNone onAsk={() => setWhy(true)} />}
      </div>
      <UsedElsewhere draft={open.draft} taken={taken} />
      {lost && <Interrupted draftId={here.draft} />}
      {why && taken.length === 0 && <NoPhoto answer={answer} onChange={onChange} />}
    </AboutDraft>
  );
}

function AboutDraft({ draft, children }: { draft: Draft; children: ComponentChildren }) {
  const about = { place: draft.premises_name, people: draft.inspectors.map(({ user }) => user) };
  return (
    <About.Provider value={about}>
      <section class="block">{children}</section>
    </About.Provider>
  );
}

interface Strip {
  draft: Uuid;
  item: string;
  taken: PhotoRef[];
  busy: number;
}

/** Shows the photos of an item, and one empty tile for each that is still being saved. */
function Strip({ draft, item, taken, busy }: Strip) {
  return (
    <>
      <PhotoStrip draftId={draft} item={item} photos={taken} />
      {Array.from({ length: busy }, () => (
        <div class="photo photo-busy" role="status">
          <span class="photo-word">{t("photo.saving")}</span>
        </div>
      ))}
    </>
  );
}

/** Says which photos of the album stand at another premises as well; it is for the inspector to decide. */
function UsedElsewhere({ draft, taken }: { draft: Draft; taken: PhotoRef[] }) {
  const chosen = taken.filter((photo) => photo.source === "album");
  const hashes = chosen.map((photo) => photo.sha256).join();
  const used = useLive(
    ["outbox", "sent"],
    async (store) => (hashes ? usedElsewhere(store, draft) : new Map<string, string>()),
    [draft.id, hashes],
  );
  const words = taken.flatMap((photo, n) => {
    const place = used?.get(photo.sha256);
    return place === undefined ? [] : [t("photo.used", { n: n + 1, place })];
  });
  return (
    <>
      {words.map((sentence) => (
        <p class="photo-lost" role="status" data-test="photo-used">
          {sentence}
        </p>
      ))}
    </>
  );
}

function WhyNone({ onAsk }: { onAsk: () => void }) {
  return (
    <button type="button" class="photo photo-other" data-test="no-photo" onClick={onAsk}>
      {t("photo.none-why")}
    </button>
  );
}

/** Saves files one after another; what became of each is said wherever the inspector is by then. */
async function saveAll(
  { store, sync, tell }: App,
  here: { draft: Uuid; item: string; role: PhotoRole },
  files: File[],
  source: PhotoSource,
  opening: number | null,
): Promise<void> {
  for (const { file, end } of files.map((file) => ({ file, end: startSaving(here) }))) {
    await store.photos
      .add(here.draft, here.item, file, source, opening, here.role)
      .then(
        () => {
          announce(t("photo.saved"));
          sync.nudge();
        },
        (error: unknown) => tell(lossOf(error)),
      )
      .finally(end);
  }
}

function askFor(item: Item, needed: boolean): string {
  const what = either({ zh: item.photo_hint_zh ?? "", en: item.photo_hint_en ?? "" });
  const rule = t(needed ? (item.photo === "always" ? "photo.always" : "photo.on-fail") : "photo.optional");
  return what ? t("photo.rule-what", { rule, what }) : rule;
}
