// Shows where the visit is, asks why that is far from the registered place, and notes who stands back. None
// of it keeps anything from being sealed.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Draft, Position } from "../../data";
import { setFar } from "../../data/drafts/presence";
import { isFar } from "../../rules/presence";
import { Growing, Note } from "../../ui/controls/Note";
import { distance } from "../../ui/formats/distance";
import { showMetres } from "../../ui/formats/format";
import { findPlace } from "../../ui/position";
import { t } from "../../ui/texts/texts-photo";
import { lossOf, useApp, useLive } from "../context";
import { Recusal } from "./Recusal";

export function Presence({ draft }: { draft: Draft }) {
  const { store, tell } = useApp();
  const register = useLive(["premises"], (store) => store.premises.byId(draft.premises.id), [
    draft.premises.id,
  ]);
  const { position } = draft;
  const metres = position && register ? distance(position, register) : null;
  const save = (work: Promise<unknown>) => void work.catch((error: unknown) => tell(lossOf(error)));
  return (
    <section data-test="presence">
      <div class="group-head">
        <h3>{t("presence.title")}</h3>
      </div>
      <div class="card">
        {position ? <Where position={position} metres={metres} /> : <NoWhere draft={draft} />}
        {position && metres !== null && isFar(metres, position.accuracy_m) && (
          <Reason>
            <Note
              label={t("presence.why-far")}
              value={draft.far ?? ""}
              phrases={[t("presence.far-1"), t("presence.far-2"), t("presence.far-3")]}
              hint={draft.far ? undefined : t("presence.far-hint")}
              onChange={(reason) => save(setFar(store, draft.id, reason))}
            />
          </Reason>
        )}
        <Recusal draft={draft} />
      </div>
    </section>
  );
}

const Reason = ({ children }: { children: ComponentChildren }) => <div class="card-pad">{children}</div>;

function Where({ position, metres }: { position: Position; metres: number | null }) {
  const place = `${position.lat.toFixed(4)}, ${position.lng.toFixed(4)}`;
  return (
    <div class="list-row" data-test="presence-here">
      <span class="list-row-text">
        <b>{metres === null ? t("presence.unknown") : t("presence.off", { distance: showMetres(metres) })}</b>
        <span class="small">{t("presence.at", { place, accuracy: Math.round(position.accuracy_m) })}</span>
      </span>
    </div>
  );
}

/** Says why there is no position, which can be put in words, and looks once more where that is wished. */
function NoWhere({ draft }: { draft: Draft }) {
  const { store, tell } = useApp();
  const [asking, setAsking] = useState(false);
  const save = (work: Promise<unknown>) => work.catch((error: unknown) => tell(lossOf(error)));
  const again = async () => {
    setAsking(true);
    const found = await findPlace();
    setAsking(false);
    if (typeof found !== "string") await save(store.drafts.setPosition(draft.id, found));
    else if (!draft.no_position) await save(store.drafts.setPosition(draft.id, null, t(`place.no-${found}`)));
  };
  return (
    <div class="card-pad form" data-test="presence-none">
      <label class="block">
        <span class="block-name">{t("presence.why-none")}</span>
        <Growing
          value={draft.no_position ?? ""}
          test="why-no-place"
          onChange={(why) => void save(store.drafts.setPosition(draft.id, null, why))}
        />
      </label>
      <div class="phrases">
        <button
          type="button"
          class="button"
          disabled={asking}
          data-test="place-again"
          onClick={() => void again()}
        >
          {t(asking ? "presence.asking" : "presence.again")}
        </button>
      </div>
    </div>
  );
}
