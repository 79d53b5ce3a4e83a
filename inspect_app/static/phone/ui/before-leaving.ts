/** What must come to an end before the page may go: photos that are being saved. */
export const underWay = new Set<Promise<unknown>>();

export const whenDone = (): Promise<unknown> => Promise.allSettled([...underWay]);
