// Lists where a sealed visit was and who stood back from it.
import type { InspectionBody } from "../../data";
import { distance } from "../../ui/formats/distance";
import { showMetres } from "../../ui/formats/format";
import { t } from "../../ui/texts/texts-photo";
import { useLive } from "../context";
import { Fact } from "../premises/PremisesFacts";

export function RecordPresence({ body }: { body: InspectionBody }) {
  const { position, no_position, far, recusal } = body;
  const register = useLive(["premises"], (store) => store.premises.byId(body.premises.id), [
    body.premises.id,
  ]);
  const metres = position && register ? distance(position, register) : null;
  return (
    <>
      {position && (
        <Fact name={t("presence.here")}>
          {t("presence.at", {
            place: `${position.lat.toFixed(4)}, ${position.lng.toFixed(4)}`,
            accuracy: Math.round(position.accuracy_m),
          })}
          {metres !== null && <div class="small">{t("presence.off", { distance: showMetres(metres) })}</div>}
          {far && <div class="small">{far}</div>}
        </Fact>
      )}
      {!position && no_position && (
        <Fact name={t("presence.here")}>{t("presence.none", { reason: no_position })}</Fact>
      )}
      {recusal && <Recused recusal={recusal} />}
    </>
  );
}

function Recused({ recusal }: { recusal: NonNullable<InspectionBody["recusal"]> }) {
  const people = useLive(["people"], (store) => store.people.all()) ?? [];
  if ("none" in recusal) return <Fact name={t("recusal.name")}>{t("recusal.nobody")}</Fact>;
  const name = people.find((one) => one.id === recusal.user)?.name ?? recusal.user.slice(0, 8);
  return <Fact name={t("recusal.name")}>{t("recusal.of", { name, reason: recusal.reason })}</Fact>;
}
