import type { JSX } from 'preact';
import '#pwa/ui/css/screens.css';
import { StaffContext, useStaffNames } from '#pwa/store/use-staff.ts';
import { Shell } from './shell.tsx';

/** Everything of one person: another person never meets what the one before left on screen. */
export function SignedIn(): JSX.Element {
  const names = useStaffNames();
  return (
    <StaffContext.Provider value={names}>
      <Shell />
    </StaffContext.Provider>
  );
}
