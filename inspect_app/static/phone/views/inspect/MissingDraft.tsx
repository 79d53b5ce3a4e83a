// Stands in for a draft that is not on this phone: leads to its record if it was sealed, else says so.
import { useEffect } from "preact/hooks";
import { Empty } from "../../ui/controls/Empty";
import { BackHeader } from "../../ui/controls/AppHeader";
import { Link } from "../../ui/controls/Link";
import { go } from "../../ui/router";
import { t } from "../../ui/texts/texts-more";
import { useLive } from "../context";

/** Shows the record instead where the draft was sealed meanwhile. */
export function MissingDraft({ id }: { id: string }) {
  const sealed = useLive(
    ["outbox"],
    async (store) => ((await store.outbox.get(id)) ?? (await store.sent.get(id))) !== null,
    [id],
  );
  useEffect(() => {
    if (sealed) go(`/outbox/${id}`, "replace");
  }, [sealed]);
  if (sealed !== false) return null;
  return (
    <EmptyScreen
      title={t("inspect.gone")}
      action={
        <Link class="button" href="/outbox">
          {t("place.outbox")}
        </Link>
      }
    >
      {t("inspect.gone-2")}
    </EmptyScreen>
  );
}

export function EmptyScreen({
  title,
  children,
  action,
}: {
  title: string;
  children: string;
  action?: preact.ComponentChildren;
}) {
  return (
    <>
      <BackHeader name={t("place.today")} parent="/" plain />
      <main class="body">
        <Empty icon="note" title={title} action={action}>
          {children}
        </Empty>
      </main>
    </>
  );
}
