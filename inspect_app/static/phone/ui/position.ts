// Finds where the phone is, if the person lets us know. Never asked for without a tap; used as a hint, never
// as a proof.
import { useEffect, useState } from "preact/hooks";

export interface Here {
  lat: number;
  lng: number;
  accuracy_m: number;
}
export type NoPlace = "denied" | "unavailable" | "timeout";

let last: Here | null = null;

export function findPlace(): Promise<Here | NoPlace> {
  return new Promise((resolve) => {
    if (!navigator.geolocation) return resolve("unavailable");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve((last = { lat: coords.latitude, lng: coords.longitude, accuracy_m: coords.accuracy })),
      (error) => resolve(error.code === 1 ? "denied" : error.code === 3 ? "timeout" : "unavailable"),
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
    );
  });
}

/** Holds the last known position; it is looked up quietly only if that was allowed before. */
export function usePlace(): { here: Here | null; ask: () => Promise<Here | NoPlace> } {
  const [here, setHere] = useState(last);
  const ask = async () => {
    const found = await findPlace();
    if (typeof found === "object") setHere(found);
    return found;
  };
  useEffect(() => {
    navigator.permissions?.query({ name: "geolocation" }).then(
      (permission) => {
        if (permission.state === "granted") void ask();
      },
      () => undefined,
    );
  }, []);
  return { here, ask };
}
