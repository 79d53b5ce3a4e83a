// Of two taps only the first is acted on: the second comes before its screen has gone, and would make one more of the same.
let acting: Promise<void> | null = null;

export const singleFlight = (act: () => Promise<void>): Promise<void> =>
  (acting ??= act().finally(() => {
    acting = null;
  }));
