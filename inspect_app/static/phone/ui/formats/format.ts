// Formats dates, times and amounts as people in Shanghai write them. Days come as YYYY-MM-DD, instants as RFC
// 3339.
import { currentLanguage, t } from "../texts/texts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEK = {
  zh: ["周日", "周一", "周二", "周三", "周四", "周五", "周六"],
  en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
};
const EAST = 8 * 3_600_000;

/** Computes the Shanghai day of a moment; the city has one offset all year. */
export function dayOf(moment: number | string): string {
  return new Date(toMs(moment) + EAST).toISOString().slice(0, 10);
}

export function timeOf(moment: number | string): string {
  return new Date(toMs(moment) + EAST).toISOString().slice(11, 16);
}

/** Formats a day as 9月14日, with the year only when it is not this one. */
export function showDay(day: string, today = dayOf(Date.now())): string {
  const [year = "", month = "", date = ""] = day.split("-").map((part) => String(Number(part)));
  const old = day.slice(0, 4) !== today.slice(0, 4);
  if (currentLanguage() === "en") return `${date} ${MONTHS[Number(month) - 1]}${old ? ` ${year}` : ""}`;
  return `${old ? `${year}年` : ""}${month}月${date}日`;
}

export function showWeekday(day: string): string {
  return WEEK[currentLanguage()][new Date(`${day}T00:00:00Z`).getUTCDay()] ?? "";
}

/** Formats a moment as 10:42 today, 昨天 16:20, else the day and the time. */
export function showMoment(moment: number | string, now = Date.now()): string {
  const day = dayOf(moment),
    time = timeOf(moment);
  if (day === dayOf(now)) return time;
  if (day === dayOf(now - 86_400_000)) return `${t("day.yesterday")} ${time}`;
  return `${showDay(day)} ${time}`;
}

export function showMetres(metres: number): string {
  return metres < 995
    ? `${Math.max(10, Math.round(metres / 10) * 10)} m`
    : `${(metres / 1000).toFixed(1)} km`;
}

export function showBytes(bytes: number): string {
  const mb = bytes / 1_000_000;
  return mb < 10 ? `${mb.toFixed(1)} MB` : `${Math.round(mb)} MB`;
}

/** Formats a number with a real minus and a space before its unit, none before %. */
export function showAmount(value: number, unit = ""): string {
  const figure = String(Number(value.toFixed(4))).replace("-", "−");
  return unit === "%" ? `${figure}%` : unit ? `${figure} ${unit}` : figure;
}

/** Shortens a digest to its first eight characters as a receipt number: 8F3A-21C7. */
export function shortMark(hex: string): string {
  return `${hex.slice(0, 4)}-${hex.slice(4, 8)}`.toUpperCase();
}

const toMs = (moment: number | string) => (typeof moment === "number" ? moment : Date.parse(moment));
