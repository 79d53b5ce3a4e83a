// Opens the premises of a posted code, and says so when the code is not the current one.
import { useEffect } from "preact/hooks";
import { Empty } from "../../ui/controls/Empty";
import { BackHeader } from "../../ui/controls/AppHeader";
import { Link } from "../../ui/controls/Link";
import { Banner } from "../../ui/controls/Problem";
import { t } from "../../ui/texts/texts-more";
import { problemOf, useApp, useLive } from "../context";
import { PremisesPage } from "./PremisesPage";

export function ByCode({ token }: { token: string }) {
  const { store, tell } = useApp();
  const found = useLive(["premises"], (store) => store.premises.byToken(token), [token]);
  useEffect(() => {
    if (found)
      void store.scans
        .add(token, "link", found.premises.id)
        .catch((error: unknown) => tell(problemOf(error)));
  }, [found?.premises.id, token]);
  if (found === undefined) return null;
  if (found === null) return <UnknownCode />;
  return (
    <PremisesPage
      id={found.premises.id}
      notice={
        found.state === "revoked" && (
          <Banner>
            <b>{t("scan.revoked")}</b> {t("scan.revoked-2", { name: found.premises.name })}
          </Banner>
        )
      }
    />
  );
}

function UnknownCode() {
  return (
    <>
      <BackHeader name={t("link.title")} parent="/" plain />
      <main class="body">
        <Empty
          icon="scan"
          title={t("scan.unknown")}
          action={
            <Link class="button" href="/premises">
              {t("place.premises")}
            </Link>
          }
        >
          {t("scan.unknown-2")}
        </Empty>
      </main>
    </>
  );
}
