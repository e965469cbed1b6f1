import type { BedPlace } from '#shared/domain/admit-patient.ts';
import { hasLostTime } from '#shared/domain/appointment.ts';
import type { Occupant } from '#shared/domain/bed.ts';
import { asksWhenLeft, readingOfMove } from '#shared/domain/decide-dispute.ts';
import type { Dispute, Reading } from '#shared/domain/dispute.ts';
import type { Role } from '#shared/domain/person.ts';
import { ROLES } from '#shared/domain/person.ts';
import { mayWrite } from '#shared/domain/rights.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';

/** One thing that needs a person. */
export type Case =
  | { readonly kind: 'conflict'; readonly id: string; readonly dispute: Dispute }
  | { readonly kind: 'refused'; readonly id: string; readonly dispute: Dispute }
  | { readonly kind: 'clash'; readonly id: string; readonly row: Stored<'appointments'> }
  | {
      readonly kind: 'bed';
      readonly id: string;
      readonly name: string;
      readonly wardId: string;
      readonly occupants: readonly Occupant[];
    }
  | {
      readonly kind: 'doubled';
      readonly id: string;
      readonly person: Pick<Occupant, 'visitIds' | 'patientId'>;
      readonly places: readonly DoubledPlace[];
    };
/** One of the beds that a person is recorded in at the same time. */
export interface DoubledPlace extends BedPlace {
  /** "14", and "Bed 14, Ward 1". */
  readonly bed: string;
  readonly name: string;
  readonly since: string;
  /** Who recorded it, where two devices moved the person. */
  readonly reading?: Reading | undefined;
}
export interface Cases {
  readonly open: readonly Case[];
  readonly settled: readonly Case[];
}
export interface CaseSources {
  readonly disputes: readonly Stored<'disputes'>[];
  readonly clashes: readonly Stored<'appointments'>[];
  readonly beds: readonly Extract<Case, { kind: 'bed' }>[];
  readonly doubled: readonly Extract<Case, { kind: 'doubled' }>[];
  /** Left for later on this device. */
  readonly later: ReadonlySet<string>;
}

/** All that waits: what can harm first, then the oldest, then what was left for later; and what is settled, the newest first. */
export function casesOf({ disputes, clashes, beds, doubled, later }: CaseSources): Cases {
  // Which bed is right answers when the old one was left: that is not asked a second time.
  const isAnswered = (asked: Dispute): boolean =>
    doubled.some(({ person }) => asksWhenLeft(asked, person.visitIds));
  const all = disputes
    .filter(({ content }) => !isAnswered(content))
    .map(({ id, content }): Case => ({
      kind: content.kind,
      id,
      dispute: content,
    }));
  const isOpen = (one: Case): boolean => 'dispute' in one && one.dispute.status === 'open';
  const lost = clashes
    .filter(({ content }) => hasLostTime(content))
    .map((row): Case => ({ kind: 'clash', id: row.id, row }));
  const inTwoBeds = doubled.map((one) => withReadings(one, disputes));
  const rank = (one: Case): number => (later.has(one.id) ? 2 : isSafety(one) ? 0 : 1);
  return {
    open: [...all.filter(isOpen), ...beds, ...inTwoBeds, ...lost].toSorted(
      (a, b) => rank(a) - rank(b) || compare(sinceOf(a), sinceOf(b)) || compare(a.id, b.id),
    ),
    settled: all
      .filter((one) => !isOpen(one))
      .toSorted((a, b) => compare(settledAt(b), settledAt(a)) || compare(a.id, b.id)),
  };
}

/** Names whoever moved the person to each of the beds. */
function withReadings(
  one: Extract<Case, { kind: 'doubled' }>,
  disputes: CaseSources['disputes'],
): Case {
  const asked = disputes.filter(({ content }) => asksWhenLeft(content, one.person.visitIds));
  const readingOf = ({ since }: DoubledPlace): Reading | undefined =>
    asked.map(({ content }) => readingOfMove(content, since)?.[1]).find(Boolean);
  return { ...one, places: one.places.map((at) => ({ ...at, reading: readingOf(at) })) };
}

/** Since when it waits, as an instant. */
export function sinceOf(one: Case): string {
  switch (one.kind) {
    case 'conflict':
    case 'refused':
      return one.dispute.openedAt;
    case 'clash':
      return one.row.content.slot?.start ?? '';
    case 'doubled':
      return (
        one.places
          .map(({ since }) => since)
          .toSorted()
          .at(-1) ?? ''
      );
    case 'bed':
      return (
        one.occupants
          .map(({ since }) => since)
          .toSorted()
          .at(-1) ?? ''
      );
  }
}

/** True where waiting may harm somebody: allergies, alerts, two people in one bed, one person in two. */
export function isSafety(one: Case): boolean {
  if (one.kind === 'bed' || one.kind === 'doubled') return true;
  if (one.kind !== 'conflict') return false;
  return /^\/(allergies|alerts|noKnownAllergies)(\/|$)/.test(one.dispute.path ?? '');
}

/** What the chip on a case says. */
export type Subject = 'safety' | 'visit' | 'details';

export function subjectOf(one: Case): Subject {
  if (isSafety(one)) return 'safety';
  if (one.kind === 'clash') return 'visit';
  const { collection } = (one as Extract<Case, { dispute: Dispute }>).dispute.subject;
  return collection === 'appointments' || collection === 'encounters' ? 'visit' : 'details';
}

/** Which roles may settle a case; everybody sees it. */
export function rolesFor(one: Case): readonly Role[] {
  return ROLES.filter((role) => maySettle(one, [role]));
}

/** True if one of the roles may settle it: who may write the field may say which reading of it counts. */
export function maySettle(one: Case, roles: readonly Role[]): boolean {
  switch (one.kind) {
    case 'conflict': {
      const { subject, path = '' } = one.dispute;
      return mayWrite(roles, 'disputes', '/decision') && mayWrite(roles, subject.collection, path);
    }
    case 'refused':
      return mayWrite(roles, 'disputes', '/status');
    case 'clash':
      return mayWrite(roles, 'appointments', '/slot');
    case 'bed':
    case 'doubled':
      return mayWrite(roles, 'encounters', '/stays');
  }
}

function settledAt(one: Case): string {
  return 'dispute' in one ? (one.dispute.decision?.at ?? one.dispute.openedAt) : '';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
