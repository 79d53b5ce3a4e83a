/** Makes script addresses of our own origin for workers: the content security policy wants trusted types. */

interface Policy {
  createScriptURL(url: string): string;
}
interface Factory {
  createPolicy(name: string, rules: Policy): Policy;
}

const rules: Policy = {
  createScriptURL(url) {
    if (new URL(url, location.href).origin !== location.origin) throw new TypeError("foreign script");
    return url;
  },
};
let policy: Policy | null = null;

export function scriptUrl(url: string): string {
  const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
  policy ??= factory ? factory.createPolicy("inspect", rules) : rules;
  return policy.createScriptURL(url);
}
