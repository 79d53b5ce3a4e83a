// Shows which of three steps two people with two phones are at.
export function Steps({ at, words }: { at: 1 | 2 | 3; words: [string, string, string] }) {
  return (
    <ol class="cosign-steps">
      {words.map((word, n) => (
        <li
          key={word}
          class={n + 1 < at ? "cosign-step-done" : ""}
          aria-current={n + 1 === at ? "step" : undefined}
        >
          <span>
            {n + 1} {word}
          </span>
        </li>
      ))}
    </ol>
  );
}
