/** Names the failpoints: between two durable writes a simulated page may end. Production has no listener. */
export const failpoints: { listener: ((name: string) => void) | null } = { listener: null };

/** Tells the simulator, if one listens, that the code got to this place. */
export const failpoint = (name: string): void => failpoints.listener?.(name);
