// Groups notices by the Shanghai day on which they came: the digest of each day. Pure.
import type { Notice } from "../../data";
import { dayOf } from "../../ui/formats/format";

export interface NoticeDay {
  day: string;
  all: Notice[];
}

/** Keeps the order of what is given, the newest first; a time that cannot be read stands last. */
export function listByDay(notices: readonly Notice[]): NoticeDay[] {
  const days = new Map<string, Notice[]>();
  for (const one of notices) {
    const day = Number.isNaN(Date.parse(one.at)) ? "" : dayOf(one.at);
    days.set(day, [...(days.get(day) ?? []), one]);
  }
  const listed = [...days].map(([day, all]) => ({ day, all }));
  return [...listed.filter(({ day }) => day), ...listed.filter(({ day }) => !day)];
}

export const countNew = (notices: readonly Notice[]): number => notices.filter((one) => one.isNew).length;
