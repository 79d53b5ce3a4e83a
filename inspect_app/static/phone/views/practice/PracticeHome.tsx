// Offers what can be practised: an invented premises for every checklist, and what was tried so far.
import type { Premises } from "../../data";
import { AppHeader } from "../../ui/controls/AppHeader";
import { Group } from "../../ui/controls/Group";
import { Link } from "../../ui/controls/Link";
import { Name } from "../../ui/controls/Name";
import { Icon } from "../../ui/drawings/Icon";
import { t, word } from "../../ui/texts/texts-field";
import { useLive } from "../context";
import { kindIcon, kindWord } from "../kinds";
import "../../styles/row.css";

export function PracticeHome() {
  const places = useLive(["premises"], (store) => store.premises.all()) ?? [];
  const drafts = useLive(["drafts"], (store) => store.drafts.all()) ?? [];
  const sealed = useLive(["outbox"], (store) => store.outbox.all()) ?? [];
  return (
    <>
      <AppHeader title={t("practice.title")} />
      <main class="body" data-test="practice-home">
        <p class="card card-pad second">{t("practice.lead")}</p>
        {drafts.length + sealed.length > 0 && (
          <Group title={t("practice.tried")} count={drafts.length + sealed.length}>
            {drafts.map(({ id, premises_name }) => (
              <Tried href={`/inspect/${id}`} name={premises_name} state="draft" />
            ))}
            {sealed.map(({ id, premises_name }) => (
              <Tried href={`/outbox/${id}`} name={premises_name ?? ""} state="sealed" />
            ))}
          </Group>
        )}
        <Group title={t("practice.choose")}>
          {places
            .filter((one) => one.parent === null)
            .map((one) => (
              <Place premises={one} />
            ))}
        </Group>
      </main>
    </>
  );
}

function Place({ premises }: { premises: Premises }) {
  return (
    <Link class="list-row" href={`/premises/${premises.id}`} data-test={`practise-${premises.kind}`}>
      <Icon name={kindIcon(premises.kind)} />
      <span class="list-row-text">{kindWord(premises.kind)}</span>
      <Icon name="next" />
    </Link>
  );
}

function Tried({ href, name, state }: { href: string; name: string; state: string }) {
  return (
    <Link class="list-row" href={href}>
      <span class="list-row-text">
        <Name of={name} />
      </span>
      <span class="list-row-right">{word("state", state)}</span>
    </Link>
  );
}
