// Shows one person's unsent work on this phone: how much it is, the button that saves it to a file, the code
// that hands it in.
import { useState } from "preact/hooks";
import type { Problem, RescueSize, Store } from "../../data";
import { showBytes } from "../../ui/formats/format";
import { ProblemBox } from "../../ui/controls/Problem";
import { t } from "../../ui/texts/texts-rescue";
import { problemOf } from "../context";
import { Drain } from "./Drain";
import { canShare, download, save, type Saved } from "./save";

interface Props {
  store: Store;
  size: RescueSize | null;
  problem: Problem | null;
}

const nameOf = ({ user }: Store): string => user.full_name ?? user.name;

function fileName({ user }: Store): string {
  const name = user.name.replace(/[^\w\u4e00-\u9fff-]/g, "");
  const minute = new Date().toISOString().slice(0, 16).replace(/[-:T]/g, "");
  return `inspect-rescue-${name}-${minute}.tar`;
}

export function Partition({ store, size: before, problem: broken }: Props) {
  const [size, setSize] = useState(before);
  const { busy, problem, saved, write } = useRescueFile(store, broken);
  return (
    <section data-test="partition">
      <div class="group-head">
        <h2 lang="zh-CN">{nameOf(store)}</h2>
        {size && size.bytes > 100_000 && <span class="group-right">{showBytes(size.bytes)}</span>}
      </div>
      <div class="card card-pad rescue">
        {size && (
          <p data-test="rescue-size">
            {size.records + size.drafts > 0
              ? t("rescue.size", { records: size.records, drafts: size.drafts, photos: size.photos })
              : t("rescue.empty")}
          </p>
        )}
        {problem && <ProblemBox problem={problem} />}
        <button
          type="button"
          class="button button-wide button-ink"
          aria-busy={busy}
          disabled={busy}
          data-test="rescue-save"
          onClick={() => void write()}
        >
          {t(busy ? "rescue.saving" : "rescue.save")}
        </button>
        {saved && <SavedFile saved={saved} />}
        <Drain
          store={store}
          onDone={() => void store.rescue().then(async (it) => setSize(await it.size()))}
        />
      </div>
    </section>
  );
}

/** Writes the unsent work of one person into a file. */
function useRescueFile(store: Store, broken: Problem | null) {
  const [problem, setProblem] = useState(broken);
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState<Saved | null>(null);
  const write = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const rescue = await store.rescue();
      setSaved(await save(fileName(store), (sink) => rescue.write(sink)));
    } catch (error) {
      setProblem(problemOf(error));
    }
    setBusy(false);
  };
  return { busy, problem, saved, write };
}

function SavedFile({ saved: { end, file } }: { saved: Saved }) {
  return (
    <div class="rescue-saved-file" role="status">
      <p>
        <b data-test="rescue-saved">
          {t("rescue.saved", { records: end.records, drafts: end.drafts, photos: end.photos })}
        </b>
      </p>
      {end.unread.length > 0 && <p>{t("rescue.unread", { n: end.unread.length })}</p>}
      <p class="small">{t("rescue.next")}</p>
      {file && (
        <button type="button" class="button" onClick={() => download(file)}>
          {t("rescue.again")}
        </button>
      )}
      {file && canShare(file) && (
        <button
          type="button"
          class="button"
          onClick={() => void navigator.share({ files: [file] }).catch(() => undefined)}
        >
          {t("rescue.share")}
        </button>
      )}
    </div>
  );
}
