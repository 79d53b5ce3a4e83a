// Draws a titled group of rows and counts them.
import type { ComponentChildren } from "preact";

interface Props {
  title: string;
  count?: number;
  right?: string;
  children: ComponentChildren;
}

export function Group({ title, count, right, children }: Props) {
  return (
    <section>
      <div class="group-head">
        <h2>{title}</h2>
        {count !== undefined && <span class="group-count">{count}</span>}
        {right && <span class="group-right">{right}</span>}
      </div>
      <div class="card">{children}</div>
    </section>
  );
}
