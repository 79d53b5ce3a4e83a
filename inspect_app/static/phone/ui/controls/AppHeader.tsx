// Draws the dark header at the top of every screen: which screen, how far the work is, whether data is safe.
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { Icon } from "../drawings/Icon";
import { Name } from "./Name";
import { back } from "../router";
import { t } from "../texts/texts";
import "../../styles/app-header.css";

/** Names the screen in the browser's tab and to a screen reader. */
function useTitle(name: string) {
  useEffect(() => {
    document.title = `${name} | ${t("app.name")}`;
  }, [name]);
}

export function AppHeader({
  title,
  fact,
  children,
}: {
  title: string;
  fact?: ComponentChildren;
  children?: ComponentChildren;
}) {
  useTitle(title);
  return (
    <header class="app-header">
      <div class="app-header-title">
        <h1>{title}</h1>
        {fact && <span class="app-header-fact">{fact}</span>}
      </div>
      {children}
    </header>
  );
}

interface WithBack {
  name: string;
  parent: string;
  fact?: ComponentChildren;
  children?: ComponentChildren;
  plain?: boolean;
}

export function BackHeader({ name, parent, fact, children, plain }: WithBack) {
  useTitle(name);
  return (
    <header class="app-header">
      <div class="app-header-row">
        <button
          type="button"
          class="app-header-back"
          aria-label={t("go.back")}
          data-test="back"
          onClick={() => back(parent)}
        >
          <Icon name="back" />
        </button>
        <h1 class="app-header-name">{plain ? name : <Name of={name} />}</h1>
        {fact && <span class="app-header-saved">{fact}</span>}
      </div>
      {children}
    </header>
  );
}
