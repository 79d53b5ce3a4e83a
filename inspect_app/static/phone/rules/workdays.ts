/** Working days by the table that the server reads, too; years it does not know are Monday to Friday. */

import table from "../../../plans/workdays.json";

interface Year {
  holidays: string[];
  makeup: string[];
}

const DAY = 86_400_000;
const years: Record<string, Year> = table;

const isoDay = (time: number): string => new Date(time).toISOString().slice(0, 10);

function isWorkday(time: number): boolean {
  const day = isoDay(time);
  const known = years[day.slice(0, 4)];
  const isWeekend = [0, 6].includes(new Date(time).getUTCDay());
  return isWeekend ? !!known?.makeup.includes(day.slice(5)) : !known?.holidays.includes(day.slice(5));
}

/** Counts the working days after one day, up to and with another that is not earlier. */
export function countWorkdays(from: string, to: string): number {
  let count = 0;
  for (let time = Date.parse(from) + DAY; time <= Date.parse(to); time += DAY)
    count += isWorkday(time) ? 1 : 0;
  return count;
}

/** Day 1 is the next working day after `start`; `unknownYears` were counted without their holidays. */
export function addWorkdays(start: string, count: number): { day: string; unknownYears: string[] } {
  let time = Date.parse(start);
  for (let left = count; left > 0; left -= isWorkday(time) ? 1 : 0) time += DAY;
  const day = isoDay(time);
  const span = Number(day.slice(0, 4)) - Number(start.slice(0, 4));
  const passed = Array.from({ length: span + 1 }, (_, at) => String(Number(start.slice(0, 4)) + at));
  return { day, unknownYears: passed.filter((year) => !(year in years)) };
}
