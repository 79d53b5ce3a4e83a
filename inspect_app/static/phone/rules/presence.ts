/** When a position is too far from the registered place to go without a reason: `domain/rules/presence.py`. */

const ALLOWED_M = 300;

/** Tells whether the distance exceeds the accuracy and 300 m together; it never blocks anything. */
export const isFar = (metres: number, accuracy_m: number): boolean => metres > accuracy_m + ALLOWED_M;
