// What an inspection says of its photos: at which premises, and who took part. A large photo names them.
import { createContext } from "preact";

export interface AboutPhotos {
  place: string;
  /** Ids of the inspectors. */
  people: readonly string[];
}

export const About = createContext<AboutPhotos>({ place: "", people: [] });
