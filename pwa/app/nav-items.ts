import type { Role } from '#shared/domain/person.ts';
import type { IconName } from '#pwa/ui/icon.tsx';

export interface NavItem {
  readonly key: 'today' | 'patients' | 'calendar' | 'wards' | 'inbox' | 'admin';
  readonly path: string;
  readonly icon: IconName;
  /** The letter after G. */
  readonly letter: string;
}
const ITEMS: readonly NavItem[] = [
  { key: 'today', path: '/', icon: 'today', letter: 't' },
  { key: 'patients', path: '/patients', icon: 'people', letter: 'p' },
  { key: 'calendar', path: '/calendar', icon: 'calendar', letter: 'c' },
  { key: 'wards', path: '/wards', icon: 'bed', letter: 'w' },
  { key: 'inbox', path: '/inbox', icon: 'inbox', letter: 'i' },
  { key: 'admin', path: '/admin', icon: 'admin', letter: 'a' },
];

/** The way through the house for these roles; its order never changes. */
export function navItemsFor(roles: readonly Role[]): readonly NavItem[] {
  return ITEMS.filter(({ key }) => key !== 'admin' || roles.includes('admin'));
}

/** The item that a path belongs to: `/patients/…` is under Patients, booking under the calendar, admission under the wards. */
export function navKeyOf(path: string): NavItem['key'] | null {
  const first = path.split('/')[1] ?? '';
  const home: Readonly<Record<string, NavItem['key']>> = {
    '': 'today',
    patients: 'patients',
    duplicates: 'patients',
    calendar: 'calendar',
    book: 'calendar',
    'wait-list': 'calendar',
    queue: 'today',
    wards: 'wards',
    admit: 'wards',
    inbox: 'inbox',
    admin: 'admin',
  };
  return home[first] ?? null;
}
