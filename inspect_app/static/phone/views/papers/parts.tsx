// Draws what all papers have: the head with its number, facts, rows to tick by hand, the foot with the digest.
import type { ComponentChildren } from "preact";
import { dayOf, showDay, timeOf } from "../../ui/formats/format";
import { either, t } from "../../ui/texts/texts-papers";
import { orderKind } from "./orders";
import { paperNumber } from "./paper-number";
import type { Paper } from "./use-paper";

/** A paper is read years later: its days have their year. */
export const fullDay = (day: string): string => showDay(day, "0000");

export function Head({ title, paper: { record } }: { title: string; paper: Paper }) {
  return (
    <header class="paper-head">
      <h2>{title}</h2>
      <p class="paper-number">
        <span>
          {t("paper.number")} <b data-test="paper-number">{paperNumber(record.id)}</b>
        </span>
        <span>
          {record.rev > 1 && `${t("paper.rev", { n: record.rev })}${t("word.between")}`}
          {t("paper.number-2")}
        </span>
      </p>
    </header>
  );
}

/** Says when the visit was. What a later revision was sealed at is no end of it. */
function timeOfVisit({ body, rev }: Paper["record"]): string {
  const began = `${fullDay(dayOf(body.started_at))} ${timeOf(body.started_at)}`;
  return rev > 1 ? t("paper.began", { time: began }) : `${began}–${timeOf(body.sealed_at)}`;
}

/** A fact; one that this phone does not know is a line to be filled in by hand. */
function Fact({ name, children }: { name: string; children?: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const PARTY = { order: "paper.party", lift: "paper.party-lift", site: "paper.party-site" } as const;

export function Facts({ paper, whole = false }: { paper: Paper; whole?: boolean }) {
  const { record, checklist, premises, people } = paper;
  const { body } = record;
  const kind = orderKind(body.premises.kind);
  const known = (name: string) => String(premises?.attrs[name] ?? body.premises.attrs[name] ?? "");
  return (
    <dl class="paper-facts">
      <Fact name={t(PARTY[kind])}>
        <b lang="zh-CN">{record.premises_name ?? premises?.name}</b>
      </Fact>
      {kind === "order" && <Fact name={t("paper.uscc")}>{known("uscc") || known("operator_uscc")}</Fact>}
      {kind === "lift" && <Fact name={t("paper.device")}>{known("device_code")}</Fact>}
      {kind === "lift" && <Fact name={t("paper.maintainer")}>{known("maintainer")}</Fact>}
      {kind === "site" && <Fact name={t("paper.builders")} />}
      <Fact name={t("paper.address")}>
        <span lang="zh-CN">{premises?.address}</span>
      </Fact>
      <Fact name={t("paper.time")}>
        <time>{timeOfVisit(record)}</time>
      </Fact>
      <Fact name={t("paper.inspectors")}>
        {body.inspectors.map(({ user }) => (
          <span>{nameOf(people.get(user))}</span>
        ))}
      </Fact>
      {whole && (
        <Fact name={t("paper.checklist")}>
          {either(checklist)} {body.checklist.version}
        </Fact>
      )}
    </dl>
  );
}

const nameOf = (person: { name: string; badge: string | null } | undefined): string =>
  person ? person.name + (person.badge ? `（${t("paper.badge", { badge: person.badge })}）` : "") : "";

/** Boxes that are ticked by hand, or were by what this phone knows. */
export function Ticks({ name, of }: { name: string; of: [words: string, ticked: boolean][] }) {
  return (
    <p class="paper-ticks">
      <b>{name}</b>
      {of.map(([words, ticked]) => (
        <span>
          {ticked ? "☑" : "☐"} {words}
        </span>
      ))}
    </p>
  );
}

export function Foot({ paper: { record } }: { paper: Paper }) {
  return (
    <footer class="paper-foot">
      <p>
        {t(record.rev > 1 ? "paper.made-later" : "paper.made", {
          day: fullDay(dayOf(record.body.sealed_at)),
        })}
      </p>
      <p>
        {t("paper.digest")} <span class="paper-digest">{record.digest.replace(/.{8}(?=.)/g, "$& ")}</span>
      </p>
    </footer>
  );
}
