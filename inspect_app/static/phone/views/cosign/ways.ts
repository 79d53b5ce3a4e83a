// Says what a second inspector is asked to sign, and who he is.
export interface Ways {
  /** A draft, or the place of a round. */
  id: string;
  round: boolean;
  user: string;
  name: string;
}
