/** Turns what was counted into a share in %: 47 of 50 are 94. Cut, never rounded up. */

/** Computes the share in %, cut to the step; whole numbers, so that 29 of 50 are 58 and not 57.9. */
export function shareOf(part: number, whole: number, step: number | null): number {
  const places = String(step ?? 0.1).split(".")[1]?.length ?? 0;
  const unit = Math.round((step ?? 0.1) * 10 ** places);
  return (Math.floor((100 * 10 ** places * part) / (whole * unit)) * unit) / 10 ** places;
}
