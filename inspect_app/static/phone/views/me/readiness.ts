// Reads what decides whether this phone can work without a network: storage, permissions, installation,
// version.
import { APP_VERSION } from "../../data/drafts/body";
import { isInstalled } from "../../ui/install";

export interface Readiness {
  persisted: boolean;
  used: number | null;
  camera: PermissionState;
  location: PermissionState;
  installed: boolean;
  version: string;
}

export async function readReadiness(): Promise<Readiness> {
  const [persisted, estimate, camera, location] = await Promise.all([
    navigator.storage?.persisted?.().catch(() => false) ?? false,
    navigator.storage?.estimate?.().catch(() => null) ?? null,
    permission("camera"),
    permission("geolocation"),
  ]);
  return {
    persisted,
    used: estimate?.usage ?? null,
    camera,
    location,
    installed: isInstalled(),
    version: APP_VERSION,
  };
}

async function permission(name: string): Promise<PermissionState> {
  try {
    return (await navigator.permissions.query({ name: name as PermissionName })).state;
  } catch {
    return "prompt"; // not every browser can be asked about every name
  }
}
