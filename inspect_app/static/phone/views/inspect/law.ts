// Names the law or standard behind an item. What is hearsay or only proposed is a matter of the desk.
import type { Item } from "../../rules";

const NO_LAW = ["网上二手资料", "凭经验，未见原文"];
/** What was read in the original and still obliges nobody: it encourages, is a plan, or was amended since. */
const NO_DUTY = /（(倡导|鼓励|修订前)）|行动计划|食品安全法第五十五条/;

type WithBasis = Pick<Item, "basis">;

/** The law or standard behind an item; what is only proposed or hearsay is a matter of the desk. */
export const lawOf = ({ basis }: WithBasis): string =>
  basis.find(({ mark, text }) => mark !== "P" && !NO_LAW.includes(text))?.text ?? "";

/** Lists the clauses that were read in the original (✓) and oblige: an order may name these alone. */
export const clausesOf = ({ basis }: WithBasis): string[] =>
  basis.filter(({ mark, text }) => mark === "✓" && !NO_DUTY.test(text)).map(({ text }) => text);

/** Tells whether an order may name the item; without such a clause it stands in the record alone. */
export const isOrderable = (item: WithBasis): boolean => clausesOf(item).length > 0;
