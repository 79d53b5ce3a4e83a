// Shows why nothing was inspected, with the photos that show it and what the supervisor wrote.
import type { SentRecord, Unable } from "../../data";
import { Mark } from "../../ui/drawings/Icon";
import { t, word } from "../../ui/texts/texts-more";
import { PhotoStrip } from "../photos/PhotoStrip";
import { Fact } from "../premises/PremisesFacts";
import "../../styles/photo.css";

export function RecordUnable({ record, why, reason, no_photo }: { record: SentRecord } & Unable) {
  const remark = record.row?.returned.find((one) => one.item === "unable");
  return (
    <section data-test="record-unable">
      <div class="group-head">
        <h2>{t("unable.title")}</h2>
      </div>
      <dl class="facts card gutter">
        <Fact name={word("unable", why)}>{reason}</Fact>
        {no_photo && <Fact name={t("photo.name")}>{t("record.unproved", { why: no_photo })}</Fact>}
      </dl>
      {remark && (
        <p class="item-remark gutter">
          <Mark name="returned" />
          {remark.remark}
        </p>
      )}
      <div class="photos gutter">
        <PhotoStrip draftId={null} item="unable" photos={record.body.photos.unable ?? []} />
      </div>
    </section>
  );
}
