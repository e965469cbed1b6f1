import type { JSX } from 'preact';
import { LocationProvider } from 'preact-iso/router';
import { usePlatform } from '#pwa/platform/platform-context.ts';
import { useSession } from '#pwa/store/session-context.ts';
import { Toasts } from '#pwa/ui/toast.tsx';
import { ScreenBoundary } from './screen-boundary.tsx';
import { lazyScreen } from './lazy-screen.tsx';
import { UpdateContext, useFollowedUpdate } from './use-update.ts';
import { SignedOut } from './sign-in/signed-out.tsx';

/** The door is drawn without the frame; what lies behind it is fetched while somebody types, and at once where somebody has been before. */
const SignedIn = lazyScreen(() => import('./signed-in.tsx').then((m) => m.SignedIn), 'first');
/** Once in the life of an account. */
const PasswordPage = lazyScreen(
  () => import('./sign-in/password-page.tsx').then((m) => m.PasswordPage),
  'first',
);
const DOOR_DRAWN_MS = 3000;
if (navigator.serviceWorker?.controller) SignedIn.preload();
else setTimeout(SignedIn.preload, DOOR_DRAWN_MS);

/**
 *   unknown ──► signed out ──► (password of their own) ──► the frame with its screens
 *      │             │ empty hospital: set it up
 *      └─ the page as it came (main.tsx), for the few milliseconds in which the device store answers
 */
export function App(): JSX.Element {
  return (
    <UpdateContext.Provider value={useFollowedUpdate()}>
      <LocationProvider>
        <ScreenBoundary>
          <Face />
        </ScreenBoundary>
        <Told />
      </LocationProvider>
    </UpdateContext.Provider>
  );
}

/** What was told somebody at the desk names patients: nothing of it stands on the tablet at the entrance. */
function Told(): JSX.Element | null {
  return usePlatform().preferences.isKiosk.value ? null : <Toasts />;
}

function Face(): JSX.Element | null {
  const session = useSession();
  if (session.kind === 'unknown') return null;
  if (session.kind === 'signed-out') return <SignedOut known={session.known} />;
  if (session.mustChangePassword) return <PasswordPage />;
  return <SignedIn key={session.person.id} />;
}
