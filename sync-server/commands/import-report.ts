import type { LandedRecord } from '#server/services/import-records.ts';

/** A place in a file: its line, and the entry of a bundle, counted from 0. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly entry: number | null;
}
interface Refused extends Place {
  readonly reason: string;
}
/** What came of an import, by the names that sources give to their records. */
export interface ImportReport {
  readonly records: number;
  readonly taken: Readonly<Record<string, number>>;
  readonly unchanged: Readonly<Record<string, number>>;
  /** Allergies whose patient has not come yet; they are kept and taken up when it does. */
  readonly waiting: number;
  /** Fields that the hospital and the source changed both, and times that somebody has already; a person decides in the inbox. */
  readonly disputes: number;
  readonly leftAside: Readonly<Record<string, number>>;
  readonly notes: Readonly<Record<string, number>>;
  readonly refused: readonly Refused[];
  readonly unreadableFiles: readonly { readonly file: string; readonly reason: string }[];
  readonly seconds: number;
  /** The most memory that the process held. */
  readonly peakMiB: number;
}

const MOST_SHOWN = 20;

/** Counts while an import runs. */
export function createReportCounter() {
  let records = 0;
  let waiting = 0;
  let disputes = 0;
  const taken = new Map<string, number>();
  const unchanged = new Map<string, number>();
  const leftAside = new Map<string, number>();
  const notes = new Map<string, number>();
  const refused: Refused[] = [];
  const unreadableFiles: ImportReport['unreadableFiles'][number][] = [];
  const add = (counts: Map<string, number>, key: string): void =>
    void counts.set(key, (counts.get(key) ?? 0) + 1);
  return {
    records: (): number => records,
    seen: (): void => void (records += 1),
    leftAside: (type: string, reason: string): void => add(leftAside, `${type}: ${reason}`),
    note: (type: string, fact: string): void => add(notes, `${type}: ${fact}`),
    refuse: (place: Place, reason: string): void => void refused.push({ ...place, reason }),
    unreadable: (file: string, reason: string): void => void unreadableFiles.push({ file, reason }),
    /** One record of the source with everything it became. */
    landed: (type: string, place: Place, parts: readonly LandedRecord[]): void => {
      disputes += parts.reduce((sum, part) => sum + part.disputes, 0);
      const has = (outcome: LandedRecord['outcome']): boolean =>
        parts.some((part) => part.outcome === outcome);
      if (has('too-large')) refused.push({ ...place, reason: `${type}: larger than 512 KiB` });
      else if (has('twice')) {
        refused.push({
          ...place,
          reason: `${type}: another one of this import has its id; the first was taken`,
        });
      } else if (has('not-readable')) {
        refused.push({ ...place, reason: `${type}: a value that is none of its kind` });
      } else if (has('waiting')) waiting += 1;
      else add(has('added') || has('changed') ? taken : unchanged, type);
    },
    report: (seconds: number): ImportReport => ({
      records,
      taken: Object.fromEntries(taken),
      unchanged: Object.fromEntries(unchanged),
      waiting,
      disputes,
      leftAside: Object.fromEntries(leftAside),
      notes: Object.fromEntries(notes),
      refused,
      unreadableFiles,
      seconds,
      peakMiB: Math.round(process.resourceUsage().maxRSS / 1024),
    }),
  };
}
export type ReportCounter = ReturnType<typeof createReportCounter>;

/** The report as a person reads it; it names places and fields, never what they say. */
export function reportText(report: ImportReport): string {
  const { refused, unreadableFiles, waiting, disputes } = report;
  const lines = [
    ...section('Taken', report.taken),
    ...section('Unchanged', report.unchanged),
    ...section('Left aside', report.leftAside),
    ...section('Taken with a gap', report.notes),
    ...(waiting > 0 ? [`Waiting for their patient: ${waiting}`] : []),
    ...(disputes > 0 ? [`Left to a person in the inbox: ${disputes}`] : []),
    ...(refused.length > 0 ? [`Refused: ${refused.length}`] : []),
    ...refused.slice(0, MOST_SHOWN).map((one) => `  ${placeText(one)}: ${one.reason}`),
    ...(refused.length > MOST_SHOWN
      ? [`  … and ${refused.length - MOST_SHOWN} more; --report FILE lists all`]
      : []),
    ...unreadableFiles.map(({ file, reason }) => `Not read to its end: ${file}: ${reason}`),
    `${report.records} records in ${report.seconds.toFixed(1)} s, ${report.peakMiB} MiB at most`,
  ];
  return lines.join('\n');
}

function section(title: string, counts: Readonly<Record<string, number>>): readonly string[] {
  const all = Object.entries(counts).toSorted(([a], [b]) => a.localeCompare(b));
  if (all.length === 0) return [];
  return [`${title}:`, ...all.map(([name, count]) => `  ${String(count).padStart(7)}  ${name}`)];
}

function placeText({ file, line, entry }: Place): string {
  return entry === null ? `${file}, line ${line}` : `${file}, line ${line}, entry ${entry}`;
}
