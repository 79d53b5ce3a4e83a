// Shows who signed, as it was drawn; where no drawing is on this phone there is room to sign by hand.
import type { SignatureRef } from "../../data";
import { t } from "../../ui/texts/texts-papers";
import { usePhoto } from "../photos/usePhoto";
import type { Paper } from "./use-paper";

export function Signatures({ paper, seal = false }: { paper: Paper; seal?: boolean }) {
  const { body } = paper.record;
  const of = (user: string) => body.signatures.find((one) => one.role === "inspector" && one.user === user);
  const present = body.signatures.find((one) => one.role === "present");
  return (
    <div class="paper-signatures">
      {body.inspectors.map(({ user }) => (
        <Signed role={t("paper.inspectors")} name={paper.people.get(user)?.name ?? ""} by={of(user)} />
      ))}
      {body.refusal ? (
        <div>
          <span>{t("paper.present")}</span>
          <p>{t("paper.refused", { reason: body.refusal.reason })}</p>
        </div>
      ) : (
        <Signed role={t("paper.present")} name={present?.name ?? ""} by={present} />
      )}
      {seal && (
        <div>
          <span>{t("paper.office")}</span>
          <p class="paper-seal">{t("paper.seal")}</p>
        </div>
      )}
    </div>
  );
}

function Signed({ role, name, by }: { role: string; name: string; by: SignatureRef | undefined }) {
  const url = usePhoto(by?.sha256 ?? null);
  return (
    <div>
      <span>{role}</span>
      {url ? <img src={url} alt={name} data-sha256={by?.sha256} /> : <p class="paper-line" />}
      <span lang="zh-CN">{name}</span>
    </div>
  );
}
