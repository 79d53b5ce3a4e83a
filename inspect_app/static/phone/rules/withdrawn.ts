/** An inspection that its author took back: `domain/rules/withdrawn.py` says what it comes to. */

/** The result, the state, and the field of a body that says why. */
export const WITHDRAWN = "withdrawn";
const CLOSED = ["approved", WITHDRAWN, "quarantined"];

/** Tells whether the server may still take a withdrawal of what it shows in this state; null: not there yet. */
export const isWithdrawable = (state: string | null): boolean => state === null || !CLOSED.includes(state);
