// Shows one item that failed at the last visit: what was noted, how often running, and one's own photos of it.
import type { InspectionBody, Premises, PublishedChecklist, Store } from "../../data";
import { Mark } from "../../ui/drawings/Icon";
import { t } from "../../ui/texts/texts-field";
import { useLive } from "../context";
import { itemName } from "../inspect/item-names";
import { PhotoTile } from "../photos/PhotoTile";
import "../../styles/photo.css";

interface Props {
  premises: Premises;
  checklists: readonly PublishedChecklist[];
}

export function LastFailures({ premises, checklists }: Props) {
  const { id, last } = premises;
  const own = useLive(["sent"], (store) => listOwn(store, id, last?.on), [id, last?.on]) ?? [];
  return (
    <>
      {last?.failed.map((item) => {
        const times = last.repeated?.[item];
        const note = last.notes?.[item] ?? own.map((body) => body.answers[item]?.note).find(Boolean);
        return (
          <div class="list-row last-failure" data-test="last-failure">
            <Mark name="fail" class="tone-fail" />
            <div class="list-row-text">
              {itemName(checklists, item)}
              {times && <b class="tone-fail last-times">{t("premises.repeated", { n: times })}</b>}
              {note && (
                <p class="second" lang="zh-CN">
                  {note}
                </p>
              )}
              <Photos bodies={own} item={item} />
            </div>
          </div>
        );
      })}
    </>
  );
}

function Photos({ bodies, item }: { bodies: InspectionBody[]; item: string }) {
  const photos = bodies.flatMap((body) => body.photos[item] ?? []);
  if (!photos.length) return null;
  return (
    <div class="photos">
      {photos.map((photo, n) => (
        <PhotoTile draftId={null} item={item} photo={photo} all={photos} nth={n + 1} />
      ))}
    </div>
  );
}

/** Lists the bodies that this person sealed here on that day and this phone still has. */
export async function listOwn(store: Store, premises: string, on?: string): Promise<InspectionBody[]> {
  if (!on) return [];
  const sealed = (await store.sent.all()).filter(
    (one) => one.collection === "inspection" && one.premises === premises && one.on === on,
  );
  const records = await Promise.all(sealed.map(({ id }) => store.sent.get(id)));
  return records.flatMap((record) => (record && !record.body.withdrawn ? [record.body] : []));
}
