// Shows what is known of a premises: its last visit with what failed then, and its entry in the register.
import type { Premises, PublishedChecklist } from "../../data";
import { dayOf, showDay, showMetres } from "../../ui/formats/format";
import { Chip } from "../../ui/drawings/Icon";
import { usePlace } from "../../ui/position";
import { distance } from "../../ui/formats/distance";
import { either, t } from "../../ui/texts/texts-more";
import { attributeWords } from "./attributes";
import { ageOf, hasNoRoutine } from "./hierarchy";
import { LastFailures } from "./LastFailure";
import { showResult } from "../kinds";
import { dueOf, intervalOf } from "../today/due";
import "../../styles/row.css";

interface Props {
  premises: Premises;
  checklists: readonly PublishedChecklist[];
}

export function LastVisit({ premises, checklists }: Props) {
  const { last } = premises;
  const { mark, tone, text } = showResult(last?.result ?? null, premises.kind);
  return (
    <>
      <div class="group-head">
        <h2>{t("premises.last-visit")}</h2>
        {last && (
          <span class="group-right">
            <time dateTime={last.on}>{showDay(last.on)}</time>
          </span>
        )}
      </div>
      <div class="card">
        <p class="list-row">
          {last ? (
            <Chip mark={mark} tone={tone}>
              {text}
            </Chip>
          ) : (
            t("premises.never")
          )}
        </p>
        <LastFailures premises={premises} checklists={checklists} />
        {last && last.failed.length === 0 && <p class="list-row">{t("premises.none-failed")}</p>}
      </div>
    </>
  );
}

/** Says when the premises is due and how often that is, or that nothing says how often. */
function dueWords(premises: Premises, today: string): string {
  const { on, state } = dueOf(premises, today);
  const months = intervalOf(premises.kind);
  const often = months === null ? t("premises.no-interval") : t("premises.every", { n: months });
  if (on === null) return state === "never" ? t("premises.due-now") : often;
  const day = showDay(on, today);
  return months === null ? day : [day, often].join(t("word.between"));
}

/** Shows the entry of a premises in the register. */
export function RegisterEntry({ premises, checklists }: Props) {
  const { here } = usePlace();
  const metres = here && distance(here, premises);
  const [first] = checklists;
  const age = ageOf(premises, dayOf(Date.now()));
  return (
    <>
      <div class="group-head">
        <h2>{t("premises.facts")}</h2>
      </div>
      <dl class="facts card gutter">
        {premises.address && (
          <Fact name={t("premises.address")}>
            <span lang="zh-CN">{premises.address}</span>
          </Fact>
        )}
        <Fact name={t("premises.code")}>
          <span class="code">
            {premises.code.slice(0, 4)} {premises.code.slice(4)}
          </span>
        </Fact>
        {premises.status === "open" && !hasNoRoutine(premises.kind) && (
          <Fact name={t("premises.due")}>{dueWords(premises, dayOf(Date.now()))}</Fact>
        )}
        {age !== null && <Fact name={t("premises.age")}>{t("children.age", { n: age })}</Fact>}
        {metres !== null && <Fact name={t("premises.distance")}>{showMetres(metres)}</Fact>}
        {first &&
          attributeWords(first.object, premises.attrs).map(([name, value]) => (
            <Fact name={name}>{value}</Fact>
          ))}
        {first && (
          <Fact name={t("premises.checklist")}>
            {checklists.map(({ object, version }) => (
              <div>{`${either(object)} ${t("premises.version", { version })}`}</div>
            ))}
          </Fact>
        )}
      </dl>
    </>
  );
}

export function Fact({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return (
    <div class="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
