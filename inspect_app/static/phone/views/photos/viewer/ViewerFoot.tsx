// The foot of a large photo. A photo that leaves the phone carries its words with it.
import type { ComponentChildren } from "preact";
import type { PhotoRef } from "../../../data";
import { t } from "../../../ui/texts/texts-photo";
import { problemOf, useApp } from "../../context";
import { useStamp } from "./stamp";

export function ViewerFoot({ children }: { children: ComponentChildren }) {
  return <footer class="viewer-foot">{children}</footer>;
}

const canShare = (): boolean =>
  Boolean(navigator.canShare?.({ files: [new File([], "photo.jpg", { type: "image/jpeg" })] }));

interface Props {
  canvas: { current: HTMLCanvasElement | null };
  photo: PhotoRef;
}

export function ShareButton({ canvas, photo }: Props) {
  const { tell } = useApp();
  const stamp = useStamp(photo);
  if (!canShare()) return null;
  const share = async () => {
    const { stampedFile } = await import("./stamped");
    await navigator.share({ files: [await stampedFile(canvas.current!, stamp)] }).catch((error: unknown) => {
      if (!(error instanceof DOMException && error.name === "AbortError")) throw error;
    });
  };
  return (
    <button
      type="button"
      class="button"
      data-test="photo-share"
      onClick={() => void share().catch((error: unknown) => tell(problemOf(error)))}
    >
      {t("viewer.share")}
    </button>
  );
}
