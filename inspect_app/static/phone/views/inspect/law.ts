// Names the law or standard behind an item. What is hearsay or only proposed is a matter of the desk.
import type { Item } from "../../rules";

const NO_LAW = ["网上二手资料", "凭经验，未见原文"];

/** The law or standard behind an item; what is only proposed or hearsay is a matter of the desk. */
export const lawOf = ({ basis }: Pick<Item, "basis">): string =>
  basis.find(({ mark, text }) => mark !== "P" && !NO_LAW.includes(text))?.text ?? "";
