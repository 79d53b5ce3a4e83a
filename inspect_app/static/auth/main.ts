/** Asks the browser for a passkey and sends what it answers as a field of the form. */
type ToCreate = PublicKeyCredentialCreationOptionsJSON;
type ToGet = PublicKeyCredentialRequestOptionsJSON;
type Named = { id: string };

const form = document.querySelector<HTMLFormElement>("form[data-passkey]");
form?.addEventListener("submit", (event) => {
  event.preventDefault();
  void answer(form);
});

async function answer(form: HTMLFormElement): Promise<void> {
  const failed = form.querySelector<HTMLElement>("[data-passkey-failed]")!;
  failed.hidden = true;
  try {
    const options: unknown = JSON.parse(form.dataset.options!);
    const creates = form.dataset.passkey === "create";
    const made = creates ? await create(options as ToCreate) : await get(options as ToGet);
    form.querySelector<HTMLInputElement>("[name=credential]")!.value = JSON.stringify(made);
    form.submit();
  } catch {
    failed.hidden = false; // refused by the person, or no authenticator is here
  }
}

async function create(options: ToCreate): Promise<unknown> {
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: named(options.excludeCredentials),
  } as PublicKeyCredentialCreationOptions;
  const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential;
  const response = made.response as AuthenticatorAttestationResponse;
  return told(made, { attestationObject: text(response.attestationObject) });
}

async function get(options: ToGet): Promise<unknown> {
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    allowCredentials: named(options.allowCredentials),
  } as PublicKeyCredentialRequestOptions;
  const used = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential;
  const response = used.response as AuthenticatorAssertionResponse;
  return told(used, {
    authenticatorData: text(response.authenticatorData),
    signature: text(response.signature),
  });
}

function told(credential: PublicKeyCredential, response: Record<string, string>) {
  const clientDataJSON = text(credential.response.clientDataJSON);
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response: { ...response, clientDataJSON },
  };
}

function named(list: Named[] | undefined) {
  return (list ?? []).map((one) => ({ type: "public-key" as const, id: bytes(one.id) }));
}

function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  const plain = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

function text(buffer: ArrayBuffer): string {
  const plain = btoa(String.fromCharCode(...new Uint8Array(buffer)));
  return plain.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}
