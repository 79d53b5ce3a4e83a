// Lets one window edit an inspection; another one may only read it until it takes over.
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { lockDraft, type Editor } from "../../data";
import { lazy } from "../../ui/controls/Lazy";

const ReadOnlyDraft = lazy<{ id: string; onTake: () => void }>(() =>
  import("./ReadOnlyDraft").then((part) => part.ReadOnlyDraft),
);

/** Holds the lock from the items to the seal, so that no other window slips in between. */
export function EditorLock({ id, children }: { id: string; children: ComponentChildren }) {
  const [editor, setEditor] = useState<Editor>("asking");
  const editing = useRef<ReturnType<typeof lockDraft> | null>(null);
  useEffect(() => {
    editing.current = lockDraft(id, setEditor);
    return () => editing.current?.leave();
  }, [id]);
  if (editor === "asking") return null;
  if (editor === "here") return <>{children}</>;
  return <ReadOnlyDraft id={id} onTake={() => editing.current?.takeOver()} />;
}
