// Names the checklist where a kind has several; elsewhere the kind says it.
import { word } from "../../ui/texts/texts";

const listWord = (code: string | null): string | null => {
  const said = code && word("list", code);
  return said === code ? null : said;
};

export function ChecklistName({ code, between }: { code: string | null; between?: boolean }) {
  const said = listWord(code);
  return (
    said && (
      <>
        <span class="checklist-name">{said}</span>
        {between && <span class="bar-between" />}
      </>
    )
  );
}
