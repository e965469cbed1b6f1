import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { assert } from '#shared/lib/assert.ts';
import type { DeviceStore } from './device-store.ts';
import type { Preferences } from './preferences.ts';

/** The browser's doors that components reach: built once in `main.tsx`. */
export interface Platform {
  readonly deviceStore: DeviceStore;
  readonly preferences: Preferences;
}
export const PlatformContext = createContext<Platform | null>(null);

/** The platform; `main.tsx` always provides it. */
export function usePlatform(): Platform {
  const platform = useContext(PlatformContext);
  assert(platform, 'main.tsx provides the platform');
  return platform;
}
