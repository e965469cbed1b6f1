import type { FileJob, FileSums, ToldAnswer } from '#shared/sync/files.ts';
import type { RowFault, RowNote } from '#shared/tables/person-of-row.ts';
import { BUDDHIST_YEARS } from '#shared/tables/table-settings.ts';
import { dateText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';

export type Told = ToldAnswer['rows'][number];

/** Where a record stands in its file. */
export function placeWords({ line, entry }: Pick<Told, 'line' | 'entry'>): string {
  return entry === null ? t('files.line', { n: line }) : t('files.entry', { n: entry + 1 });
}

/** What there is to say of one record, in sentences. */
export function toldWords(told: Told): string {
  const { reason, faults = [], notes = [], likeLine, verdict } = told;
  const said = [
    ...(reason ? [reasonWords(reason)] : []),
    ...faults.map(faultWords),
    ...twinWords(told),
    ...(likeLine === undefined ? [] : [t('files.likeLine', { n: likeLine })]),
    ...notes.map(noteWords),
  ];
  if (said.length === 0 && verdict === 'twin') return t('files.leftOutRow');
  return said.join(' ');
}

function reasonWords(reason: NonNullable<Told['reason']>): string {
  if (reason.kind === 'said') return reason.text;
  if (reason.kind === 'twice' || reason.kind === 'equal-row')
    return t(`files.reason.${reason.kind}`, { line: reason.line });
  return t(`files.reason.${reason.kind}`);
}

function faultWords({ field, kind, value = '' }: RowFault): string {
  const named = t(`files.field.${field}`);
  switch (kind) {
    case 'too-long':
    case 'not-a-name':
      return t(`files.fault.${kind}`, { field: named, value });
    case 'birth-buddhist':
      return t('files.fault.birth-buddhist', {
        value,
        year: String(Number(value) - BUDDHIST_YEARS),
      });
    case 'sex-unreadable':
      return t('files.fault.sex-unreadable', { value });
    case 'birth-unreadable':
    case 'birth-no-such-day':
    case 'birth-future':
    case 'birth-too-long-ago':
      return t(`files.fault.${kind}`);
    default:
      return t(`files.fault.${kind}`, { field: named });
  }
}

function noteWords({ field, kind }: RowNote): string {
  return t(`files.note.${kind}`, { field: t(`files.field.${field}`) });
}

function twinWords({ twin, seen }: Told): readonly string[] {
  if (!twin) return [];
  const who = seen
    ? [
        seen.name,
        seen.birthDate && t('files.born', { date: dateText(seen.birthDate) }),
        seen.mrn && `MRN ${seen.mrn}`,
      ]
        .filter(Boolean)
        .join(', ')
    : t('files.twinHidden');
  return [t(twin.verdict === 'very-likely' ? 'files.twinIs' : 'files.twinMaybe', { who })];
}

/** What became of a file, or would, line by line. */
export function sumWords(sums: FileSums, isWritten: boolean): readonly string[] {
  const { waiting, leftAside, disputes, twins } = sums;
  return [
    t('files.sum', sums),
    ...(twins > 0 ? [t(isWritten ? 'files.sumLeftOut' : 'files.sumTwins', { n: twins })] : []),
    ...(waiting > 0 ? [t('files.sumWaiting', { n: waiting })] : []),
    ...(leftAside > 0 ? [t('files.sumAside', { n: leftAside })] : []),
    ...(disputes > 0 ? [t('files.sumDisputes', { n: disputes })] : []),
  ];
}

/** What a file is called in a list. */
export function nameOf(job: FileJob): string {
  return job.kind === 'import' ? job.name : t(`files.format.${job.format}`);
}
