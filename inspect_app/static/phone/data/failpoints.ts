/** Named moments between one durable thing and the next. Nobody listens in production; a simulated page may end here. */
export const moments: { listener: ((name: string) => void) | null } = { listener: null };

export const moment = (name: string): void => moments.listener?.(name);
