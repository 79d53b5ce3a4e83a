// Draws the navigation at the bottom: the five screens of the app, scan in the middle.
import type { ComponentChildren } from "preact";
import { Icon } from "../drawings/Icon";
import type { IconName } from "../drawings/icons";
import { Link } from "./Link";
import { t, type Key } from "../texts/texts";
import "../../styles/tab-bar.css";

const PLACES: readonly { href: string; icon: IconName; word: Key }[] = [
  { href: "/", icon: "today", word: "place.today" },
  { href: "/premises", icon: "premises", word: "place.premises" },
  { href: "/scan", icon: "scan", word: "place.scan" },
  { href: "/outbox", icon: "outbox", word: "place.outbox" },
  { href: "/me", icon: "me", word: "place.me" },
];

export function TabBar({ here, waiting }: { here: string; waiting: number }) {
  return (
    <nav class="bar" aria-label={t("place.all")}>
      {PLACES.map(({ href, icon, word }) => (
        <Link
          href={href}
          class={href === "/scan" ? "bar-scan" : "bar-place"}
          aria-current={here === href ? "page" : undefined}
          data-test={`bar-${icon}`}
        >
          <span class="bar-icon">
            <Icon name={icon} />
            {href === "/outbox" && waiting > 0 && <Badge>{waiting > 99 ? "99+" : waiting}</Badge>}
          </span>
          <span>{t(word)}</span>
          {href === "/outbox" && waiting > 0 && (
            <span class="sr">{t("outbox.n-waiting", { n: waiting })}</span>
          )}
        </Link>
      ))}
    </nav>
  );
}

function Badge({ children }: { children: ComponentChildren }) {
  return (
    <span class="bar-badge" aria-hidden="true">
      {children}
    </span>
  );
}
