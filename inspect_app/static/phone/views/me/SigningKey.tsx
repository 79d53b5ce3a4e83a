// Shows a person's signing keys: made on this phone while online, revoked from anywhere, opened by a PIN while
// somebody else is signed in here.
import { useState } from "preact/hooks";
import type { Problem, PublicKey } from "../../data";
import { findKey, type OwnKey } from "../../data/keys/own-keys";
import { isGoodPin, setPin } from "../../data/keys/pins";
import { registerKey, revokeKey } from "../../sync";
import { Group } from "../../ui/controls/Group";
import { ProblemBox } from "../../ui/controls/Problem";
import { Sheet } from "../../ui/controls/Sheet";
import { shortMark, showDay } from "../../ui/formats/format";
import { t } from "../../ui/texts/texts-round";
import { problemOf, useApp, useLive } from "../context";
import "../../styles/form.css";

interface Keys {
  own: OwnKey | null;
  known: PublicKey[];
}

export function SigningKey() {
  const { store, sync } = useApp();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [changed, setChanged] = useState(0);
  const [choosing, setChoosing] = useState(false);
  const keys = useLive(
    ["people"],
    async (store): Promise<Keys> => ({
      own: await findKey(store.user.id),
      known: (await store.people.all()).find((one) => one.id === store.user.id)?.keys ?? [],
    }),
    [changed],
  );
  if (!keys) return null;
  const attempt = (work: Promise<unknown>) => {
    setProblem(null);
    work
      .then(() => {
        setChanged(changed + 1);
        sync.nudge();
      })
      .catch((error: unknown) => setProblem(problemOf(error)));
  };
  const { own, known } = keys;
  const others = known.filter((one) => one.id !== own?.id);
  return (
    <Group title={t("key.title")}>
      {problem && <ProblemBox problem={problem} />}
      {own?.registered_at ? (
        <Here
          own={own}
          onPin={() => setChoosing(true)}
          onRevoke={() => attempt(revokeKey(store.user.id, own.id, true))}
        />
      ) : (
        <div class="list-row">
          <span class="list-row-text">
            <b>{t("key.none")}</b>
            <span class="second">{t("key.none-2")}</span>
          </span>
          <button
            type="button"
            class="button"
            data-test="key-make"
            onClick={() => attempt(registerKey(store.user.id))}
          >
            {t("key.make")}
          </button>
        </div>
      )}
      {others.map((one) => (
        <Elsewhere key={one.id} one={one} onRevoke={() => attempt(revokeKey(store.user.id, one.id, false))} />
      ))}
      {choosing && <ChoosePin user={store.user.id} onDone={attempt} onClose={() => setChoosing(false)} />}
    </Group>
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
          <span class="code">{markOf(own)}</span> <time>{showDay(own.registered_at!.slice(0, 10))}</time>
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
  const days = one.until
    ? t("key.revoked", { day: showDay(one.until.slice(0, 10)) })
    : showDay(one.from.slice(0, 10));
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

interface Choosing {
  user: string;
  onDone: (work: Promise<unknown>) => void;
  onClose: () => void;
}

function ChoosePin({ user, onDone, onClose }: Choosing) {
  const [wrong, setWrong] = useState(false);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const pin = String(new FormData(event.currentTarget as HTMLFormElement).get("pin") ?? "");
    if (!isGoodPin(pin)) return setWrong(true);
    onDone(setPin(user, pin));
    onClose();
  };
  return (
    <Sheet title={t("key.pin")} second={t("key.pin-lead")} onClose={onClose}>
      <form class="form card-pad" onSubmit={submit}>
        <label>
          {t("pin.pin")}
          <input
            class="field"
            type="password"
            name="pin"
            inputMode="numeric"
            autocomplete="new-password"
            maxLength={12}
            required
            data-test="key-pin-new"
          />
        </label>
        <p class={wrong ? "block-needed" : "small"} role="status">
          {t("key.pin-rule")}
        </p>
        <button class="button button-next button-wide" data-test="key-pin-save">
          {t("key.pin-save")}
        </button>
      </form>
    </Sheet>
  );
}
