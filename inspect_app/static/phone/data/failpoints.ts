/** Failpoints: named places between one durable write and the next, where a simulated page may end. Nothing listens in production. */
export const failpoints: { listener: ((name: string) => void) | null } = { listener: null };

/** Tells the simulator, if one listens, that the code got to this place. */
export const failpoint = (name: string): void => failpoints.listener?.(name);
