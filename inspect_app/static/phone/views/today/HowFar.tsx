// How far an inspection under way is: its checklist, where one stopped, how many items are done.
import type { ComponentChildren } from "preact";
import type { Draft } from "../../data";
import { Chip } from "../../ui/drawings/Icon";
import { showMoment } from "../../ui/formats/format";
import { t } from "../../ui/texts/texts";
import { ChecklistName } from "../premises/ChecklistName";

export function HowFar({
  draft: { rev, checklist, saved_at },
  second,
  done,
  all = 0,
  children,
}: {
  draft: Draft;
  second: string;
  done: number | undefined;
  all: number | undefined;
  children: ComponentChildren;
}) {
  const mends = rev > 1;
  return (
    <>
      <span class="row-second">
        <ChecklistName code={checklist.code} between />
        {mends ? t("today.mending", { rev }) : second}
      </span>
      {children}
      <span class="row-third">
        <Chip mark={mends ? "returned" : "draft"} tone={mends ? "turn" : "mute"}>
          {mends ? t("today.returned-chip") : t("today.broken-off", { time: showMoment(saved_at) })}
        </Chip>
        {done !== undefined && (
          <span class="right">
            <b>{done}</b> {t("today.of", { all })}
          </span>
        )}
        <span class="button button-ink row-go">{t("today.go-on")}</span>
      </span>
    </>
  );
}
