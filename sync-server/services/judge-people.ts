import { foldText } from '#shared/domain/fold-text.ts';
import { shownName } from '#shared/domain/human-name.ts';
import type { Patient } from '#shared/domain/patient.ts';
import type { RecordReason, ToldRecord } from '#shared/sync/files.ts';
import { comparePeople, typedOf } from '#shared/search/duplicate-score.ts';
import type { SourceRecord } from '#server/interop/source-record.ts';
import type { Condition, Store } from '#server/store/store.ts';
import type { ImportItem } from './import-items.ts';

type Taken = Extract<ImportItem, { readonly kind: 'taken' }>;

/** What is said of a person of a file beside what stands here: it is refused, or somebody looks like them. */
interface PersonJudged {
  readonly reason?: RecordReason;
  readonly twin?: NonNullable<ToldRecord['twin']>;
  readonly likeLine?: number;
}
export interface JudgePeople {
  /** Asked once for each person of the file, in its order. */
  readonly judge: (item: Taken, person: SourceRecord) => Promise<PersonJudged>;
  /** The line in which a document came first. */
  readonly firstLineOf: (documentId: string) => number | undefined;
}

/** More people than this share a birthday only where it is a stand-in for none. */
const MOST_ALIKE = 100;

/** Compares the people of one file with those who are here, and with each other. It never decides that two are one. */
export function createJudgePeople(
  store: Store,
  { isTrial }: { readonly isTrial: boolean },
): JudgePeople {
  const lines = new Map<string, number>();
  const lineByLook = new Map<number, number>();
  return {
    firstLineOf: (documentId) => lines.get(documentId),
    judge: async (item, { documentId, content }) => {
      const patient = content as Patient;
      const first = lines.get(documentId);
      if (first !== undefined)
        return item.isUnnumbered ? { reason: { kind: 'equal-row', line: first } } : {};
      lines.set(documentId, item.line);
      if (await isNumberTaken(store, documentId, patient))
        return { reason: { kind: 'number-taken' } };
      if (!isTrial || (await store.readDocument('patients', documentId))) return {};
      const look = lookOf(patient);
      const likeLine = look === null ? undefined : lineByLook.get(look);
      if (look !== null && likeLine === undefined) lineByLook.set(look, item.line);
      const twin = await findTwin(store, documentId, patient);
      return { ...(twin && { twin }), ...(likeLine === undefined ? {} : { likeLine }) };
    },
  };
}

/** Two people with one number are a danger to both. */
async function isNumberTaken(store: Store, id: string, patient: Patient): Promise<boolean> {
  for (const { kind, value } of Object.values(patient.identifiers ?? {})) {
    if (kind !== 'mrn') continue;
    const where: readonly Condition[] = [{ key: 'mrn', anyOf: [value] }];
    const { documents } = await store.find({ collection: 'patients', where, limit: 2 });
    if (documents.some((one) => one.id !== id)) return true;
  }
  return false;
}

/** Names and birth date as one number: a file of two hundred thousand keeps two hundred thousand of them. */
function lookOf(patient: Patient): number | null {
  const { family, given, birthDate } = typedOf(patient);
  if (family === '' || birthDate === '') return null;
  return hash53(`${foldText(family)}|${foldText(given)}|${birthDate}`);
}

async function findTwin(
  store: Store,
  document: string,
  patient: Patient,
): Promise<ToldRecord['twin'] | undefined> {
  const typed = typedOf(patient);
  let best: { id: string; score: number; verdict: 'very-likely' | 'possible' } | null = null;
  for (const where of alikeBy(patient)) {
    const { documents } = await store.find({ collection: 'patients', where, limit: MOST_ALIKE });
    for (const { id, content } of documents) {
      const other = content as Patient;
      if (id === document || isReplaced(other)) continue;
      const { verdict, score } = comparePeople(typed, other);
      if (verdict !== 'none' && score > (best?.score ?? 0)) best = { id, score, verdict };
    }
  }
  return best ? { patientId: best.id, verdict: best.verdict, document } : undefined;
}

/** Who is compared at all: born the same day, or called the same. */
function alikeBy(patient: Patient): readonly (readonly Condition[])[] {
  const name = shownName(patient.names);
  const first = (text: string | undefined): string => foldText(text ?? '').split(' ', 1)[0] ?? '';
  const [family, given] = [first(name?.family ?? name?.text), first(name?.given)];
  const by: (readonly Condition[])[] = [];
  if (patient.birthDate?.length === 10) by.push([{ key: 'birthDate', anyOf: [patient.birthDate] }]);
  if (family !== '' && given !== '')
    by.push([
      { key: 'family', anyOf: [family] },
      { key: 'given', anyOf: [given] },
    ]);
  return by;
}

function isReplaced({ links }: Patient): boolean {
  return Object.values(links ?? {}).some(({ kind }) => kind === 'replaced-by');
}

/** A number of 53 bits for a text (cyrb53): of a million texts two are alike once in ten thousand files. */
function hash53(text: string): number {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}
