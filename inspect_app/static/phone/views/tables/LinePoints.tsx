// Shows the ten lines of the standard's summary table: what each is worth and what it earned.
import { either, t } from "../../ui/texts/texts-sheets";
import { cut, type Site } from "./site";

export function LinePoints({ site }: { site: Site }) {
  return (
    <table class="line-points" data-test="line-points">
      <thead>
        <tr>
          <th scope="col">{t("lines.name")}</th>
          <th scope="col">{t("lines.most")}</th>
          <th scope="col">{t("lines.earned")}</th>
        </tr>
      </thead>
      <tbody>
        {site.groups.map(({ line, points }) => (
          <tr key={line.id}>
            <th scope="row">{either(line)}</th>
            <td>{line.weight}</td>
            <td>{points === null ? t("lines.none") : cut(points)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
