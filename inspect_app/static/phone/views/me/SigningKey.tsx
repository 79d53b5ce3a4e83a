// Shows a person's signing keys: made on this phone while online, revoked from anywhere, opened by a PIN while
// somebody else is signed in here.
import { useState } from "preact/hooks";
import type { Problem, PublicKey } from "../../data";
import { findKey, type OwnKey } from "../../data/keys/own-keys";
import { registerKey, revokeKey } from "../../sync";
import { Group } from "../../ui/controls/Group";
import { ProblemBox } from "../../ui/controls/Problem";
import { dayOf, shortMark, showDay } from "../../ui/formats/format";
import { t } from "../../ui/texts/texts-round";
import { problemOf, useApp, useLive } from "../context";
import { ChoosePin } from "./ChoosePin";
import "../../styles/cosign.css";

interface Keys {
  own: OwnKey | null;
  known: PublicKey[];
}

export function SigningKey() {
  const { user } = useApp().store;
  const { keys, problem, attempt } = useKeys();
  const [choosing, setChoosing] = useState(false);
  if (!keys) return null;
  const { own, known } = keys;
  return (
    <Group title={t("key.title")}>
      {problem && <ProblemBox problem={problem} />}
      {own?.registered_at ? (
        <Here
          own={own}
          onPin={() => setChoosing(true)}
          onRevoke={() => attempt(revokeKey(user.id, own.id, true))}
        />
      ) : (
        <NoKey onMake={() => attempt(registerKey(user.id))} />
      )}
      {known
        .filter((one) => one.id !== own?.id)
        .map((one) => (
          <Elsewhere key={one.id} one={one} onRevoke={() => attempt(revokeKey(user.id, one.id, false))} />
        ))}
      {choosing && <ChoosePin user={user.id} onDone={attempt} onClose={() => setChoosing(false)} />}
    </Group>
  );
}

/** Reads the key of this phone and those that the server knows, and changes them. */
function useKeys() {
  const { sync } = useApp();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [changes, setChanges] = useState(0);
  const keys = useLive(
    ["people"],
    async (store): Promise<Keys> => ({
      own: await findKey(store.user.id),
      known: (await store.people.all()).find((one) => one.id === store.user.id)?.keys ?? [],
    }),
    [changes],
  );
  const attempt = (work: Promise<unknown>) => {
    setProblem(null);
    work
      .then(() => {
        setChanges(changes + 1);
        sync.nudge();
      })
      .catch((error: unknown) => setProblem(problemOf(error)));
  };
  return { keys, problem, attempt };
}

function NoKey({ onMake }: { onMake: () => void }) {
  return (
    <div class="list-row">
      <span class="list-row-text">
        <b>{t("key.none")}</b>
        <span class="second">{t("key.none-2")}</span>
      </span>
      <button type="button" class="button" data-test="key-make" onClick={onMake}>
        {t("key.make")}
      </button>
    </div>
  );
}

/** Names a key by the first signs of its id: the same on every phone. */
const markOf = ({ id }: { id: string }): string => shortMark(id.replace(/[-_]/g, ""));

function Here({ own, onPin, onRevoke }: { own: OwnKey; onPin: () => void; onRevoke: () => void }) {
  return (
    <div class="list-row key-row" data-test="key-here">
      <span class="list-row-text">
        <b>{t("key.here")}</b>
        <span class="second">
          <span class="code">{markOf(own)}</span> <time>{showDay(dayOf(own.registered_at!))}</time>
        </span>
        <span class="second">{t(own.pin ? "key.pin-set" : "key.pin-none")}</span>
      </span>
      <button type="button" class="button" data-test="key-pin" onClick={onPin}>
        {t(own.pin ? "key.pin-change" : "key.pin")}
      </button>
      <button type="button" class="button" data-test="key-revoke" onClick={onRevoke}>
        {t("key.revoke")}
      </button>
    </div>
  );
}

function Elsewhere({ one, onRevoke }: { one: PublicKey; onRevoke: () => void }) {
  const days = one.until ? t("key.revoked", { day: showDay(dayOf(one.until)) }) : showDay(dayOf(one.from));
  return (
    <div class="list-row" data-test="key-other">
      <span class="list-row-text">
        <b>{t("key.other")}</b>
        <span class="second">
          <span class="code">{markOf(one)}</span> <time>{days}</time>
        </span>
      </span>
      {!one.until && (
        <button type="button" class="button" data-test="key-revoke-other" onClick={onRevoke}>
          {t("key.revoke")}
        </button>
      )}
    </div>
  );
}
