// Runs one action at a time: a second tap comes before its screen has gone, and would make one more of the
// same.
let acting: Promise<void> | null = null;

export const singleFlight = (act: () => Promise<void>): Promise<void> =>
  (acting ??= act().finally(() => {
    acting = null;
  }));
