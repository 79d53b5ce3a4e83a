// The ink plate at the top of every screen: who, where, how far, is my data safe.
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { Icon } from "../drawings/Icon";
import { Name } from "./Name";
import { back } from "../router";
import { t } from "../texts/texts";
import "../../styles/app-header.css";

/** The tab and a screen reader are told which screen this is. */
function useTitle(name: string) {
  useEffect(() => {
    document.title = `${name} | ${t("app.name")}`;
  }, [name]);
}

export function Face({
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
    <header class="face">
      <div class="face-title">
        <h1>{title}</h1>
        {fact && <span class="face-fact">{fact}</span>}
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

export function BackFace({ name, parent, fact, children, plain }: WithBack) {
  useTitle(name);
  return (
    <header class="face">
      <div class="face-head">
        <button
          type="button"
          class="face-back"
          aria-label={t("go.back")}
          data-test="back"
          onClick={() => back(parent)}
        >
          <Icon name="back" />
        </button>
        <h1 class="face-name">{plain ? name : <Name of={name} />}</h1>
        {fact && <span class="face-saved">{fact}</span>}
      </div>
      {children}
    </header>
  );
}
