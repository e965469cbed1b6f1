import type { Practitioner } from '#shared/domain/practitioner.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import { foldText } from '#shared/domain/fold-text.ts';
import { nameParts, shownName } from '#shared/domain/human-name.ts';
import type { NewAccount } from '#shared/sync/accounts.ts';
import type { Write } from '#pwa/store/replica.ts';
import type { Place } from './place-tree.ts';
import { practitionerName } from './practitioner-name.ts';

export type Refusal =
  | 'no-name'
  | 'unknown-kind'
  | 'unknown-place'
  | 'unknown-practitioner'
  | 'unknown-role'
  | 'bad-weekdays'
  | 'bad-hours'
  | 'bad-slot'
  | 'bad-username'
  | 'twice';

/** What becomes of one row: it is added or changes something, it is there already, or it is left out for a reason. */
export type Planned = { readonly line: number; readonly what: string } & (
  | { readonly verdict: 'write'; readonly writes: readonly Write[] }
  | { readonly verdict: 'account'; readonly account: NewAccount }
  | { readonly verdict: 'same' }
  | { readonly verdict: 'refused'; readonly why: Refusal; readonly value: string }
);
export interface Row {
  readonly line: number;
  readonly cell: (name: string) => string;
}
export interface Known {
  readonly places: readonly Place[];
  readonly practitioners: readonly { readonly id: string; readonly content: Practitioner }[];
  readonly schedules: readonly { readonly id: string; readonly content: Schedule }[];
  readonly usernames: ReadonlySet<string>;
  readonly zone: string;
  readonly newId: () => string;
}

/** The clinician whom a table means: by given and family name, with or without the title. */
export function findPractitioner(
  name: string,
  practitioners: Known['practitioners'],
): Known['practitioners'][number] | undefined {
  const key = foldText(name);
  if (key === '') return undefined;
  return practitioners.find(
    ({ content }) => fullNameKey(content) === key || foldText(practitionerName(content)) === key,
  );
}

/** Given and family name, folded. */
export function fullNameKey(content: Practitioner): string {
  const { family, given } = nameParts(shownName(content.names));
  return foldText(`${given} ${family}`);
}

/** True for names that a person would take for one. */
export function isSameName(a: string, b: string): boolean {
  return foldText(a) === foldText(b);
}
