/** Computes the pause after failures: 1 s doubling to 5 min, full jitter, so that phones do not all come. */
import { LONGEST_PAUSE } from "../data/outbox/pending";

const FIRST = 1_000;

export const backoff = (failures: number, random: number): number =>
  Math.round(random * Math.min(LONGEST_PAUSE, FIRST * 2 ** Math.min(failures, 20)));
