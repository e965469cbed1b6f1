import type { PersonId, PractitionerId } from './ids.ts';

export const ROLES = ['nurse', 'reception', 'doctor', 'records', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Someone who signs in. Lives on the server; every device knows names and roles, no passwords. */
export interface Person {
  readonly id: PersonId;
  readonly username: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly practitionerId: PractitionerId | null;
  readonly isActive: boolean;
  /** Names the content of their photo; absent where there is none. */
  readonly photo?: string;
}
