import type { JSX } from 'preact';
import type { KnownPerson } from '#pwa/store/session-context.ts';
import { useReplica } from '#pwa/store/replica-context.ts';
import { SignInPage } from './sign-in-page.tsx';
import { useHospital } from './use-hospital.ts';

/** Nobody is signed in: the door. */
export function SignedOut({ known }: { readonly known: readonly KnownPerson[] }): JSX.Element {
  const { hospital, isUnreachable } = useHospital().value;
  const isLineDown = useReplica()?.sync.state.value.kind === 'offline';
  return (
    <SignInPage known={known} hospital={hospital} isUnreachable={isUnreachable || isLineDown} />
  );
}
