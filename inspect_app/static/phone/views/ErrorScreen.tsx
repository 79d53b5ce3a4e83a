// Stands in for a screen that can not be drawn: it says what happened and offers the ways out.
import type { ComponentProps } from "preact";
import { AppHeader } from "../ui/controls/AppHeader";
import { ProblemBox } from "../ui/controls/Problem";
import { t } from "../ui/texts/texts";

export function ErrorScreen({ children, ...problem }: ComponentProps<typeof ProblemBox>) {
  return (
    <>
      <AppHeader title={t("app.name")} />
      <main class="body">
        <ProblemBox {...problem}>
          <button type="button" class="button button-ink" onClick={() => location.reload()}>
            {t("go.reload")}
          </button>
          {children}
        </ProblemBox>
      </main>
    </>
  );
}
