// The photo strip of an item. The place is saved before the camera opens; a photo counts only when it was read back.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Answer, PhotoRef, PhotoSource, Problem } from "../data";
import type { Item } from "../rules";
import { Icon } from "../ui/Icon";
import { Growing } from "../ui/Note";
import { ProblemBox } from "../ui/Problem";
import { either, t } from "../ui/texts";
import { problemOf, useApp } from "./context";
import { withValue } from "./numbers";
import { PhotoTile } from "./PhotoTile";
import type { OpenDraft } from "./useDraft";
import { announce } from "../ui/announce";
import "../styles/photo.css";

interface Props { open: OpenDraft; item: Item; taken: PhotoRef[]; needed: boolean; onChange: (answer: Answer | null) => void }

export function Photos({ open, item, taken, needed, onChange }: Props) {
  const { store, sync } = useApp();
  const [busy, setBusy] = useState(0);
  const [why, setWhy] = useState(Boolean(open.draft.answers[item.id]?.no_photo));
  const [problem, setProblem] = useState<Problem | null>(null);
  const lost = open.draft.camera_item === item.id && busy === 0;
  const add = async (files: FileList | null, source: PhotoSource) => {
    setProblem(null);
    for (const file of files ?? []) {
      setBusy((n) => n + 1);
      await store.photos.add(open.draft.id, item.id, file, source).then(() => { announce(t("photo.saved")); sync.nudge(); }, (error: unknown) => setProblem(problemOf(error)));
      setBusy((n) => n - 1);
    }
  };
  return (
    <section class="block">
      <div class="block-head">
        <h3 class="block-name">{t("photo.name")}</h3>
        <span class={`block-hint ${needed && !taken.length ? "block-needed" : "small"}`}>{askFor(item, needed)}</span>
        <span class="small block-right" data-test="photo-count">{t("photo.count", { n: taken.length })}</span>
      </div>
      <div class="photos">
        {taken.map((photo, n) => <PhotoTile draftId={open.draft.id} item={item.id} photo={photo} nth={n + 1} />)}
        {Array.from({ length: busy }, () => <div class="photo photo-busy" role="status"><span class="photo-word">{t("photo.saving")}</span></div>)}
        <Camera before={() => store.drafts.cameraOpens(open.draft.id, item.id)} onTaken={(files) => void add(files, "camera")} />
        <Album onTaken={(files) => void add(files, "album")} />
        {needed && taken.length === 0 && !why && <button type="button" class="photo photo-other" data-test="no-photo" onClick={() => setWhy(true)}>{t("photo.none-why")}</button>}
      </div>
      {lost && <Interrupted draftId={open.draft.id} />}
      {problem && <ProblemBox problem={problem} />}
      {why && taken.length === 0 && <NoPhoto answer={open.draft.answers[item.id]} onChange={onChange} />}
    </section>
  );
}

function askFor(item: Item, needed: boolean): string {
  const what = either({ zh: item.photo_hint_zh ?? "", en: item.photo_hint_en ?? "" });
  const rule = t(needed ? (item.photo === "always" ? "photo.always" : "photo.on-fail") : "photo.optional");
  return what ? t("photo.rule-what", { rule, what }) : rule;
}

/** An empty place of the same size as a photo. The file input itself can't be styled, so a button opens it. */
function Camera({ before, onTaken }: { before: () => Promise<unknown>; onTaken: (files: FileList | null) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const open = () => void before().catch(() => undefined).then(() => input.current?.click());
  return (
    <div class="photo-take">
      <button type="button" class="photo photo-empty" data-test="take-photo" onClick={open}><Icon name="camera" /><span>{t("photo.take")}</span></button>
      <FileInput reference={input} capture label={t("photo.take")} onTaken={onTaken} test="camera-input" />
    </div>
  );
}

function FileInput({ reference, capture, label, onTaken, test }: { reference: { current: HTMLInputElement | null }; capture?: boolean; label: string; onTaken: (files: FileList | null) => void; test: string }) {
  return (
    <input ref={reference} class="sr" type="file" accept="image/*" multiple={!capture} tabIndex={-1} aria-hidden="true" aria-label={label} data-test={test}
      {...(capture ? { capture: "environment" as const } : {})} onChange={(event) => { onTaken(event.currentTarget.files); event.currentTarget.value = ""; }} />
  );
}

/** The camera was opened and the page was killed behind it. */
function Interrupted({ draftId }: { draftId: string }) {
  const { store } = useApp();
  const [told, setTold] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setTold(document.visibilityState === "visible"), 1500);
    return () => clearTimeout(timer);
  }, []);
  if (!told) return null;
  return <p class="photo-lost" role="status">{t("photo.interrupted")}<button type="button" class="button phrase" onClick={() => void store.drafts.cameraClosed(draftId)}>{t("go.close")}</button></p>;
}

/** From the album: recorded as such. A place of the same size, so that the strip stays one line. */
function Album({ onTaken }: { onTaken: (files: FileList | null) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div class="photo-take">
      <button type="button" class="photo photo-other" data-test="album" onClick={() => input.current?.click()}>{t("photo.album")}</button>
      <FileInput reference={input} label={t("photo.album")} onTaken={onTaken} test="album-input" />
    </div>
  );
}

/** Why a photo that is asked for can't be taken; the reason stands in its place. */
function NoPhoto({ answer, onChange }: { answer: Answer | undefined; onChange: (answer: Answer | null) => void }) {
  const write = (reason: string) => {
    const { no_photo: _, ...rest } = answer ?? { value: null };
    onChange(reason.trim() ? { ...rest, no_photo: reason } : withValue(rest, rest.value));
  };
  return <label class="block"><span class="block-name">{t("photo.none-reason")}</span><Growing value={answer?.no_photo ?? ""} test="no-photo-reason" onChange={write} /></label>;
}
