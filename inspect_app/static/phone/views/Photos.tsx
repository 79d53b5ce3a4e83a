// The photo strip of an item. The place is saved before the camera opens; a photo counts only when it was read back.
import { useState } from "preact/hooks";
import type { Answer, PhotoRef, PhotoSource, Problem } from "../data";
import type { Item } from "../rules";
import { ProblemBox } from "../ui/Problem";
import { either, t } from "../ui/texts-more";
import { problemOf, useApp } from "./context";
import { PhotoTile } from "./PhotoTile";
import type { OpenDraft } from "./useDraft";
import { announce } from "../ui/announce";
import "../styles/photo.css";
import { Camera, Album, NoPhoto, Interrupted } from "./PhotoInputs";

interface Props {
  open: OpenDraft;
  item: Item;
  taken: PhotoRef[];
  needed: boolean;
  /** When it is needed, where that is no failed answer. */
  rule?: string;
  onChange: (answer: Answer | null) => void;
}

export function Photos({ open, item, taken, needed, rule, onChange }: Props) {
  const { store, sync } = useApp();
  const [busy, setBusy] = useState(0);
  const [why, setWhy] = useState(Boolean(open.draft.answers[item.id]?.no_photo));
  const [problem, setProblem] = useState<Problem | null>(null);
  const lost = open.draft.camera_item === item.id && busy === 0;
  const add = async (files: FileList | null, source: PhotoSource) => {
    setProblem(null);
    for (const file of files ?? []) {
      setBusy((n) => n + 1);
      await store.photos.add(open.draft.id, item.id, file, source).then(
        () => {
          announce(t("photo.saved"));
          sync.nudge();
        },
        (error: unknown) => setProblem(problemOf(error)),
      );
      setBusy((n) => n - 1);
    }
  };
  return (
    <section class="block">
      <div class="block-head">
        <h3 class="block-name">{t("photo.name")}</h3>
        <span class={`block-hint ${needed && !taken.length ? "block-needed" : "small"}`}>
          {rule ?? askFor(item, needed)}
        </span>
        <span class="small block-right" data-test="photo-count">
          {t("photo.count", { n: taken.length })}
        </span>
        <Album onTaken={(files) => void add(files, "album")} />
      </div>
      <div class="photos">
        {taken.map((photo, n) => (
          <PhotoTile draftId={open.draft.id} item={item.id} photo={photo} nth={n + 1} />
        ))}
        {Array.from({ length: busy }, () => (
          <div class="photo photo-busy" role="status">
            <span class="photo-word">{t("photo.saving")}</span>
          </div>
        ))}
        <Camera
          before={() => store.drafts.cameraOpens(open.draft.id, item.id)}
          onTaken={(files) => void add(files, "camera")}
        />
        {needed && taken.length === 0 && !why && (
          <button type="button" class="photo photo-other" data-test="no-photo" onClick={() => setWhy(true)}>
            {t("photo.none-why")}
          </button>
        )}
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
