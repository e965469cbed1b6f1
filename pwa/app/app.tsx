import type { JSX } from 'preact';
import { LocationProvider } from 'preact-iso/router';
import { useSession } from '#pwa/store/session-context.ts';
import { StaffContext, useStaffNames } from '#pwa/store/use-staff.ts';
import { Toasts } from '#pwa/ui/toast.tsx';
import { ScreenBoundary } from './screen-boundary.tsx';
import { UpdateContext, useFollowedUpdate } from './use-update.ts';
import { Shell } from './shell.tsx';
import { PasswordPage } from './sign-in/password-page.tsx';
import { SignedOut } from './sign-in/signed-out.tsx';

/**
 *   unknown ──► signed out ──► (password of their own) ──► the frame with its screens
 *      │             │ empty hospital: set it up
 *      └─ nothing but the ground, for the few milliseconds in which the device store answers
 */
export function App(): JSX.Element {
  return (
    <UpdateContext.Provider value={useFollowedUpdate()}>
      <LocationProvider>
        <ScreenBoundary>
          <Face />
        </ScreenBoundary>
        <Toasts />
      </LocationProvider>
    </UpdateContext.Provider>
  );
}

function Face(): JSX.Element | null {
  const session = useSession();
  if (session.kind === 'unknown') return null;
  if (session.kind === 'signed-out') return <SignedOut known={session.known} />;
  if (session.mustChangePassword) return <PasswordPage person={session.person} />;
  return <SignedIn key={session.person.id} />;
}

/** Everything of one person: another person never meets what the one before left on screen. */
function SignedIn(): JSX.Element {
  const names = useStaffNames();
  return (
    <StaffContext.Provider value={names}>
      <Shell />
    </StaffContext.Provider>
  );
}
