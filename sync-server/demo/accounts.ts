import { importedId, type PersonId } from '#shared/domain/ids.ts';
import type { Role } from '#shared/domain/person.ts';

/** Who can sign in, all with the demo's one password. */
export const ACCOUNTS: readonly {
  readonly username: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly practitioner?: string;
}[] = [
  { username: 'nurse', name: 'Marta Silva', roles: ['nurse'] },
  { username: 'nurse2', name: 'Amina Diallo', roles: ['nurse'], practitioner: 'diallo' },
  { username: 'reception', name: 'Lena Bauer', roles: ['reception'] },
  { username: 'doctor', name: 'Dr Elena Petrova', roles: ['doctor'], practitioner: 'petrova' },
  { username: 'doctor2', name: 'Dr Ravi Patel', roles: ['doctor'], practitioner: 'patel' },
  { username: 'records', name: 'Ruth Holloway', roles: ['records'] },
  { username: 'admin', name: 'Hana Kim', roles: ['admin'] },
];

/** The id of an account of the demo hospital. */
export function accountId(username: string): PersonId {
  return importedId<PersonId>('demo', 'account', username);
}
