// Unpacks a photo that lies on this phone, to be drawn on a canvas.
import { useEffect, useState } from "preact/hooks";
import type { Sha256 } from "../../../data";
import { problemOf, useApp } from "../../context";

/** `gone`: the bytes are not on this phone. The picture's memory is freed when another is shown. */
export function useBitmap(sha256: Sha256): { picture: ImageBitmap | null; gone: boolean } {
  const { store, tell } = useApp();
  const [state, setState] = useState<{ picture: ImageBitmap | null; gone: boolean }>({
    picture: null,
    gone: false,
  });
  useEffect(() => {
    let left = false;
    let made: ImageBitmap | null = null;
    const load = async () => {
      const bytes = await store.photos.bytes(sha256);
      if (bytes) made = await createImageBitmap(new Blob([bytes]));
      if (left) made?.close();
      else setState({ picture: made, gone: !made });
    };
    setState({ picture: null, gone: false });
    load().catch((error: unknown) => left || tell(problemOf(error)));
    return () => {
      left = true;
      made?.close();
    };
  }, [sha256]);
  return state;
}
