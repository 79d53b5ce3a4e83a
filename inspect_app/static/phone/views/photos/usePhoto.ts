// Makes an address for bytes that lie on this phone.
import { useEffect, useState } from "preact/hooks";
import { problemOf, useApp } from "../context";

/** The address is revoked when the part that shows it goes; null when the bytes are not on this phone. `copies`:
 * the copy of a photo that another phone took will do. */
export function usePhoto(sha256: string | null, copies = false): string | null | undefined {
  const { store, tell } = useApp();
  const [url, setUrl] = useState<string | null>();
  useEffect(() => {
    if (sha256 === null) return setUrl(null);
    let made = "";
    let gone = false;
    const reading = copies
      ? store.corrections().then((corrections) => corrections.picture(sha256))
      : store.photos.bytes(sha256);
    reading.then(
      (bytes) => {
        if (gone) return;
        if (bytes) made = URL.createObjectURL(new Blob([bytes]));
        setUrl(made || null);
      },
      (error: unknown) => tell(problemOf(error)),
    );
    return () => {
      gone = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [store, sha256]);
  return url;
}
