import { PASSWORD_LENGTH } from '#shared/sync/accounts.ts';

export interface PasswordFields {
  readonly current: string;
  readonly next: string;
  readonly again: string;
}
export type PasswordFault = 'missing' | 'short' | 'same-as-before' | 'not-same';

/** The first thing that keeps a new password from being taken; null if nothing does. */
export function passwordFault({ current, next, again }: PasswordFields): PasswordFault | null {
  if (current === '') return 'missing';
  if (next.length < PASSWORD_LENGTH.min) return 'short';
  if (next === current) return 'same-as-before';
  return next === again ? null : 'not-same';
}
