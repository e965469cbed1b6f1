import type { Dispute, Reading } from '#shared/domain/dispute.ts';
import type { PairDecision } from '#shared/domain/pair.ts';
import type { Patient } from '#shared/domain/patient.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { dayAt, timeText, weekdayText } from '#pwa/i18n/formats.ts';
import { isolated } from '#pwa/i18n/isolated.ts';
import { t } from '#pwa/i18n/t.ts';
import { slotWords } from '#pwa/widgets/appointment-words.ts';
import { entryName, fieldOf, valueOf } from '#pwa/widgets/record-value.ts';
import { labelWords, valueWords, type NamesKnown } from '#pwa/widgets/record-words.ts';
import type { Case } from './cases.ts';

/** The name of the disputed field, and of the entry it belongs to. */
interface FieldSaid {
  readonly label: string;
  /** The allergen, the contact; '' where the field says enough. */
  readonly name: string;
  readonly field: ReturnType<typeof fieldOf>[0];
}

/** What a dispute is about, in the words of the record. */
function fieldSaid({ subject, path = '' }: Dispute, patient: Patient | undefined): FieldSaid {
  const [field] = fieldOf(subject.collection, path);
  const content = subject.collection === 'patients' ? (patient as JsonMap | undefined) : undefined;
  return { field, label: labelWords(field), name: entryName(path, content) ?? '' };
}

/** One line for the list. */
export function titleOf(one: Case, patient: Patient | undefined): string {
  switch (one.kind) {
    case 'conflict': {
      const { label, name } = fieldSaid(one.dispute, patient);
      return name ? t('chart.ofEntry', { label, name }) : label;
    }
    case 'refused': {
      const path = one.dispute.refused?.entry.changes[0]?.path ?? '';
      return t('inbox.refusedList', {
        label: labelWords(fieldOf(one.dispute.subject.collection, path)[0]),
      });
    }
    case 'clash':
      return t('inbox.clashTitle', {
        time: one.row.content.slot ? slotWords(one.row.content.slot) : '',
      });
    case 'bed':
      return t('inbox.bedTitle', { bed: one.name });
    case 'doubled':
      return t('wards.doubledTitle');
  }
}

/** The question a conflict asks, in plain words. */
export function questionOf(dispute: Dispute, patient: Patient | undefined): string {
  const { field, label, name } = fieldSaid(dispute, patient);
  if (name && field === 'criticality') return t('inbox.askCriticality', { name });
  if (name) return t('inbox.askAllergy', { label, name });
  if (field === 'status' && dispute.subject.collection === 'appointments')
    return t('inbox.askStatus');
  if (field === 'slot') return t('inbox.askSlot');
  if (field === 'birthDate') return t('inbox.askBirthDate');
  if (field === 'bed' || field === 'stay') return t('inbox.askBed');
  return t('inbox.ask', { label });
}

/** Names that a case needs beside those of the record: the number of a person. */
export interface CaseNames extends NamesKnown {
  readonly number?: (id: string) => string;
}

/** What a reading says, large on its card. */
export function readingWords(
  { subject, path = '' }: Dispute,
  reading: Reading | undefined,
  names: CaseNames,
): string {
  const [, kind] = fieldOf(subject.collection, path);
  const value = valueOf(kind, reading?.value);
  const words = value ? valueWords(value, names) : t('inbox.takenOut');
  return kind === 'pair'
    ? pairWords(words, reading?.value as PairDecision | undefined, names)
    : words;
}

/** Two records of one person: which goes on, and what it takes from the other. */
function pairWords(words: string, said: PairDecision | undefined, names: CaseNames): string {
  if (said?.kind !== 'same') return words;
  const taken = Object.keys(said.fields).filter((field) => said.fields[field] === 'replaced');
  const labels = taken.map((field) =>
    labelWords(field === 'name' ? field : fieldOf('patients', `/${field}`)[0]),
  );
  const number = isolated(names.number?.(said.survivor) ?? '');
  const goesOn = t('duplicates.oneGoesOn', { words, number });
  return taken.length === 0
    ? goesOn
    : t('duplicates.fromOther', { goesOn, fields: labels.join(', ') });
}

/** "Keep high risk": the button named after what happens. Coded words lose their capital, what somebody typed keeps it. */
export function keepWords(
  dispute: Dispute,
  reading: Reading | undefined,
  names: CaseNames,
): string {
  const [, kind] = fieldOf(dispute.subject.collection, dispute.path ?? '');
  const value = valueOf(kind, reading?.value);
  if (!value) return t('inbox.keepNothing');
  const words = readingWords(dispute, reading, names);
  const isCoded = value.kind === 'word';
  return t('inbox.keep', {
    value: isCoded ? words.charAt(0).toLocaleLowerCase() + words.slice(1) : words,
  });
}

/** `13:02` for today, `Mon 23 Nov, 13:02` for another day. */
export function momentWords(
  instant: string,
  { zone, today }: { readonly zone: string; readonly today: string },
): string {
  const day = dayAt(instant, zone);
  const time = timeText(instant, zone);
  return day === today ? time : `${weekdayText(day)}, ${time}`;
}

const CODES = {
  'not-allowed': 'inbox.code.not-allowed',
  'unknown-author': 'inbox.code.unknown-author',
  'illegal-transition': 'inbox.code.illegal-transition',
  'server-only': 'inbox.code.server-only',
  'not-readable': 'inbox.code.not-readable',
  'id-reused': 'inbox.code.id-reused',
  'too-large': 'inbox.code.too-large',
  'device-locked': 'inbox.code.device-locked',
  'outdated-app': 'inbox.code.outdated-app',
} as const;

/** Why the hospital did not take a change. */
export function refusalCodeWords(code: string | undefined): string {
  return t(isKnown(code) ? CODES[code] : 'inbox.code.other');
}

function isKnown(code: string | undefined): code is keyof typeof CODES {
  return code !== undefined && Object.hasOwn(CODES, code);
}
