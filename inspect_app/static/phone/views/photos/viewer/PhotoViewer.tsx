// Shows one photo large, with the words that belong to it; on a draft, marks are drawn on a copy of it.
import { useEffect, useRef, useState } from "preact/hooks";
import type { PhotoRef, Sha256 } from "../../../data";
import { t } from "../../../ui/texts/texts-photo";
import { problemOf, useApp } from "../../context";
import { ShareButton, ViewerFoot } from "./ViewerFoot";
import { Stage } from "./Stage";
import { useStamp } from "./stamp";
import { Tools } from "./Tools";
import { useBitmap } from "./useBitmap";
import { useMarks } from "./useMarks";
import { Viewer } from "./Viewer";

export interface ViewerProps {
  /** The draft it may be drawn on and deleted in; null where it is only looked at. */
  draftId: string | null;
  item: string;
  photo: PhotoRef;
  nth: number;
  /** All photos of the item: a marked copy and its photo lead to each other. */
  all: readonly PhotoRef[];
  away: string;
  onClose: () => void;
}

export function PhotoViewer({ draftId, item, photo, nth, all, away, onClose }: ViewerProps) {
  const [shown, setShown] = useState(photo);
  const marks = useMarks();
  const { picture, gone } = useBitmap(shown.sha256);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { close, warned } = useClosing(marks.marks.length > 0, onClose);
  const other = all.find(({ sha256, of }) => sha256 === shown.of || of === shown.sha256);
  const marked = shown.role === "marked";
  const drawable = draftId !== null && !marked && picture !== null;
  const name = t("viewer.of", { n: nth });
  return (
    <Viewer
      test="viewer"
      label={name}
      title={[name, t(marked ? "viewer.marked-tag" : `photo.source.${shown.source}`)].join(t("word.between"))}
      icon="back"
      beside={draftId && <Delete {...{ draftId, item, onClose }} sha256={shown.sha256} />}
      onClose={close}
    >
      {picture ? (
        <Stage key={shown.sha256} picture={picture} canvas={canvas} marks={marks} label={name} />
      ) : (
        <div class="viewer-stage">{gone && <p class="viewer-away">{away}</p>}</div>
      )}
      <Words photo={shown} />
      {warned && (
        <p class="viewer-row" role="alert">
          {t("viewer.unsaved")}
        </p>
      )}
      <Tools
        marks={drawable ? marks : null}
        other={other ? (other.role === "marked" ? "viewer.marked" : "viewer.unmarked") : null}
        onOther={() => (marks.clear(), setShown(other!))}
      />
      <ViewerFoot>
        {picture && <ShareButton canvas={canvas} photo={shown} />}
        {drawable && (
          <Save {...{ draftId, item, canvas, onClose }} photo={shown} drawn={marks.marks.length > 0} />
        )}
      </ViewerFoot>
    </Viewer>
  );
}

/** Marks that are not saved go only when it is closed a second time. */
function useClosing(unsaved: boolean, onClose: () => void) {
  const [warned, setWarned] = useState(false);
  useEffect(() => setWarned(false), [unsaved]);
  return { warned: warned && unsaved, close: () => (unsaved && !warned ? setWarned(true) : onClose()) };
}

function Words({ photo }: { photo: PhotoRef }) {
  const { place, when, people, code } = useStamp(photo);
  return (
    <div class="stamp" data-test="stamp">
      {place && <b lang="zh-CN">{place}</b>}
      <span>
        {when}
        {people && `${t("word.between")}${people}`}
      </span>
      <span class="code">{code}</span>
    </div>
  );
}

interface Deleting {
  draftId: string;
  item: string;
  sha256: Sha256;
  onClose: () => void;
}

function Delete({ draftId, item, sha256, onClose }: Deleting) {
  const { store, tell } = useApp();
  const [sure, setSure] = useState(false);
  const remove = () => {
    if (!sure) return setSure(true);
    store.photos.remove(draftId, item, sha256).then(onClose, (error: unknown) => {
      tell(problemOf(error));
      onClose();
    });
  };
  return (
    <button type="button" class="button" data-test="photo-delete" onClick={remove}>
      {t(sure ? "viewer.delete-sure" : "viewer.delete")}
    </button>
  );
}

interface Saving {
  draftId: string;
  item: string;
  photo: PhotoRef;
  drawn: boolean;
  canvas: { current: HTMLCanvasElement | null };
  onClose: () => void;
}

function Save({ draftId, item, photo, drawn, canvas, onClose }: Saving) {
  const { store, sync, tell } = useApp();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const [{ toJpeg }, { addMarked }] = await Promise.all([
        import("./draw"),
        import("../../../data/photos/marked"),
      ]);
      await addMarked(store, draftId, item, photo, await toJpeg(canvas.current!));
      sync.nudge();
      onClose();
    } catch (error) {
      setBusy(false);
      tell(problemOf(error));
    }
  };
  return (
    <button
      type="button"
      class="button button-next"
      disabled={busy || !drawn}
      data-test="marks-save"
      onClick={() => void save()}
    >
      {t(busy ? "viewer.saving" : "viewer.save")}
    </button>
  );
}
