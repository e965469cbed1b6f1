import type { JSX } from 'preact';
import '#pwa/ui/css/screens.css';
import { StaffContext, useStaffNames } from '#pwa/store/use-staff.ts';
import { usePlatform } from '#pwa/platform/platform-context.ts';
import { lazyScreen } from './lazy-screen.tsx';
import { Shell } from './shell.tsx';

const Kiosk = lazyScreen(
  () => import('#pwa/features/kiosk/kiosk-screen.tsx').then((m) => m.KioskScreen),
  'desk',
);

/** Everything of one person: another person never meets what the one before left on screen. */
export function SignedIn(): JSX.Element {
  const names = useStaffNames();
  return (
    <StaffContext.Provider value={names}>
      {usePlatform().preferences.isKiosk.value ? <Kiosk /> : <Shell />}
    </StaffContext.Provider>
  );
}
