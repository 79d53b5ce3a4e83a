// Answers a path that no screen belongs to.
import { Empty } from "../ui/controls/Empty";
import { BackHeader } from "../ui/controls/AppHeader";
import { Link } from "../ui/controls/Link";
import { t } from "../ui/texts/texts";

export function NotFound() {
  return (
    <>
      <BackHeader name={t("lost.title")} parent="/" plain />
      <main class="body">
        <Empty
          icon="flag"
          title={t("lost.title")}
          action={
            <Link class="button" href="/">
              {t("place.today")}
            </Link>
          }
        >
          {t("lost.lead")}
        </Empty>
      </main>
    </>
  );
}
