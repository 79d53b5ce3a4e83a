// Orders the checklists of one kind as an inspector meets them; one that is not named here comes last.
const ORDER = ["construction-jgj59", "construction-special", "construction-acceptance"];

const rank = (code: string): number => ORDER.indexOf(code) + 1 || ORDER.length + 1;

export const inOrderOfUse = <C extends { code: string }>(checklists: readonly C[]): C[] =>
  [...checklists].sort((a, b) => rank(a.code) - rank(b.code) || a.code.localeCompare(b.code));
