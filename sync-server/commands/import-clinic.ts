import { clinicFileOf, slotOf, type ClinicFile } from '#server/interop/csv/clinic-rows.ts';
import {
  createClinicPlanner,
  type ClinicPlan,
  type ClinicPlanner,
} from '#server/interop/csv/clinic-plan.ts';
import { createClinicReader, type ClinicReader } from '#server/interop/csv/clinic-reader.ts';
import { csvRows } from '#server/interop/csv/csv-rows.ts';
import { openText, SourceError } from '#server/interop/open-text.ts';
import type { FileReader } from './import-run.ts';

export interface ClinicFilesDeps {
  readonly source: string;
  readonly zone: string;
  readonly encoding: string;
  /** The hospital's day, where the dates are to end in its week. */
  readonly endThisWeek: string | null;
}

/** Reads the clinic's lists: all of them once to learn its slots, then each for its rows. */
export async function createClinicFiles(
  deps: ClinicFilesDeps,
  files: readonly string[],
): Promise<FileReader> {
  const plan = await learn(deps, files);
  const reader = createClinicReader({ ...deps, plan });
  let arePlacesDue = plan.hours.length > 0;
  return async (reading) => {
    const { file, batch } = reading;
    if (arePlacesDue) {
      arePlacesDue = false;
      for (const place of reader.places) await batch.add(place, { file, line: 1, entry: null });
    }
    return readRows(reader, deps, reading);
  };
}

async function readRows(
  reader: ClinicReader,
  { encoding }: ClinicFilesDeps,
  { file, batch, at }: Parameters<FileReader>[0],
): Promise<number> {
  let kind: ClinicFile | null = null;
  let rows = 0;
  for await (const item of csvRows(openText(file, encoding))) {
    if (item.kind === 'header') {
      kind = clinicFileOf(item.columns);
      if (kind === null) throw new SourceError('unreadable', UNKNOWN_COLUMNS);
      continue;
    }
    const place = { file, line: item.line, entry: null };
    at(place);
    if (item.kind === 'broken') {
      await batch.add({ kind: 'refused', reason: `the row ${item.reason}` }, place);
    } else if (kind) {
      rows += 1;
      await batch.add(reader.read(kind, item.row), place);
    }
  }
  return rows;
}

const UNKNOWN_COLUMNS =
  'its columns are those of no list that is known (patients, slots or appointments of a clinic)';

async function learn(
  { encoding, endThisWeek }: ClinicFilesDeps,
  files: readonly string[],
): Promise<ClinicPlan> {
  const planner = createClinicPlanner();
  for (const file of files) await learnFile(planner, file, encoding);
  return planner.plan({ endThisWeek });
}

async function learnFile(planner: ClinicPlanner, file: string, encoding: string): Promise<void> {
  try {
    let kind: ClinicFile | null = null;
    for await (const item of csvRows(openText(file, encoding))) {
      if (item.kind === 'header') kind = clinicFileOf(item.columns);
      if (kind === null || kind === 'patients') return;
      const slot = item.kind === 'row' ? slotOf(item.row) : null;
      if (slot?.ok) planner.addSlot(slot.value, kind === 'appointments');
    }
  } catch (cause) {
    // Reported by the second reading, with its place.
    if (!(cause instanceof SourceError)) throw cause;
  }
}
