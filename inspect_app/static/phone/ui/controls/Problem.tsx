// Tells a trouble in plain words: what happened, whether data is safe, what comes next. Every screen uses
// this form.
import type { ComponentChildren } from "preact";
import { currentLanguage, gap, t, word, type Key } from "../texts/texts";
import "../../styles/problem.css";

export interface ShownProblem {
  code: string;
  safe: boolean;
  next: string;
  zh?: string | undefined;
  en?: string | undefined;
}

export function whatHappened(problem: ShownProblem): string {
  const sentence = currentLanguage() === "en" ? problem.en : problem.zh;
  const own = word("problem", problem.code);
  return sentence ?? (own === problem.code ? t("problem.unknown", { code: problem.code }) : own);
}

export function ProblemBox({
  problem,
  when,
  nothingHere,
  children,
}: {
  problem: ShownProblem;
  when?: string | undefined;
  nothingHere?: boolean;
  children?: ComponentChildren;
}) {
  return (
    <div class="problem" role="alert" data-test={`problem-${problem.code}`}>
      <p>
        <b>{whatHappened(problem)}</b>
        {!nothingHere && gap() + t(problem.safe ? "problem-safe.yes" : "problem-safe.no")}
        {when !== undefined
          ? gap() + when
          : problem.next !== "none" && gap() + t(`problem-next.${problem.next}` as Key)}
      </p>
      {children}
    </div>
  );
}

/** Draws one notice for the whole screen, between the app header and the content. */
export function Banner({ children, action }: { children: ComponentChildren; action?: ComponentChildren }) {
  return (
    <div class="problem banner" role="status">
      <p>{children}</p>
      {action}
    </div>
  );
}
