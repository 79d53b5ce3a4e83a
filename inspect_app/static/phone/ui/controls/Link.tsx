// Links to a screen of the app with an ordinary anchor, so that it can be reached, read and opened like any
// other.
import type { JSX } from "preact";
import { go } from "../router";

export function Link({
  href,
  replace,
  ...rest
}: JSX.IntrinsicElements["a"] & { href: string; replace?: boolean }) {
  const follow = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(href, replace ? "replace" : "push");
  };
  return <a href={href} onClick={follow} {...rest} />;
}
