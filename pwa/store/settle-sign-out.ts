import { callHospital } from './call-hospital.ts';
import type { Kept } from './kept-session.ts';
import type { Change } from './open-kept.ts';

/** The session cookie is out of the app's reach: only the hospital ends it, so a lock without a line is told with the next contact. It names whose it is, so it never ends the next person's. */
export function createSettling(change: Change, kept: () => Kept): () => Promise<void> {
  const tell = async (): Promise<void> => {
    const { owed } = kept();
    if (!owed) return;
    const answer = await callHospital('POST', '/api/v1/sign-out', undefined, owed);
    if (answer.ok || answer.error.kind === 'signed-out')
      await change((now) => (now.owed === owed ? { ...now, owed: null } : now));
  };
  let telling: Promise<void> | null = null;
  return () => (telling ??= tell().finally(() => (telling = null)));
}
