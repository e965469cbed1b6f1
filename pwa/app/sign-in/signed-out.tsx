import type { JSX } from 'preact';
import type { KnownPerson } from '#pwa/store/session-context.ts';
import { lazyScreen } from '#pwa/app/lazy-screen.tsx';
import { useReplica } from '#pwa/store/replica-context.ts';
import { SignInPage } from './sign-in-page.tsx';
import { useHospital } from './use-hospital.ts';

const FirstRun = lazyScreen(
  () => import('#pwa/features/set-up/first-run-screen.tsx').then((m) => m.FirstRunScreen),
  'admin',
);

/** Nobody is signed in: the door, or the first minute of a hospital in which nobody exists yet. */
export function SignedOut({ known }: { readonly known: readonly KnownPerson[] }): JSX.Element {
  const { hospital, isUnreachable } = useHospital().value;
  const isLineDown = useReplica()?.sync.state.value.kind === 'offline';
  if (known.length === 0 && hospital?.isSetUp === false) return <FirstRun />;
  return (
    <SignInPage known={known} hospital={hospital} isUnreachable={isUnreachable || isLineDown} />
  );
}
