import { ROLES } from '#shared/domain/person.ts';
import type { NewAccount } from '#shared/sync/accounts.ts';
import { findPractitioner, type Known, type Planned, type Refusal, type Row } from './planned.ts';

const USERNAME = /^[a-z0-9][a-z0-9._@-]{1,63}$/;

/** Accounts to be asked for; a user name that is there already stays as it is. */
export function planPeople(rows: readonly Row[], known: Known): readonly Planned[] {
  const seen = new Set<string>();
  return rows.map(({ line, cell }): Planned => {
    const username = cell('username').toLowerCase();
    const name = cell('name');
    const what = [username, name].filter(Boolean).join(' · ');
    const refused = (why: Refusal, value: string): Planned => ({
      line,
      what,
      verdict: 'refused',
      why,
      value,
    });
    if (!USERNAME.test(username)) return refused('bad-username', cell('username'));
    if (name === '') return refused('no-name', '');
    const roles = cell('roles')
      .toLowerCase()
      .split(/[\s,;+/]+/)
      .filter(Boolean);
    const unknown = roles.find((role) => !(ROLES as readonly string[]).includes(role));
    if (unknown !== undefined || roles.length === 0) return refused('unknown-role', unknown ?? '');
    if (known.usernames.has(username)) return { line, what, verdict: 'same' };
    if (seen.has(username)) return refused('twice', username);
    seen.add(username);
    const practitioner = findPractitioner(cell('practitioner'), known.practitioners);
    if (cell('practitioner') !== '' && !practitioner)
      return refused('unknown-practitioner', cell('practitioner'));
    const account: NewAccount = {
      username,
      name,
      roles: ROLES.filter((role) => roles.includes(role)),
      practitionerId: practitioner?.id ?? null,
    };
    return { line, what, verdict: 'account', account };
  });
}
