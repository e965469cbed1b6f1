import { nameText, shownName } from '#shared/domain/human-name.ts';
import { mrnOf, type Patient } from '#shared/domain/patient.ts';
import {
  FILE_LIMITS,
  type ToldAnswer,
  type ToldRecord,
  type TwinSeen,
} from '#shared/sync/files.ts';
import type { Store } from '#server/store/store.ts';
import type { FileShelf } from './file-shelf.ts';

/** A page of what there is to say of the records of a file, with enough of who is here already to tell them. */
export async function readToldPage({
  store,
  shelf,
  id,
  after,
}: {
  readonly store: Store;
  readonly shelf: FileShelf;
  readonly id: string;
  readonly after: number;
}): Promise<ToldAnswer> {
  const rows: ToldAnswer['rows'][number][] = [];
  for await (const { text, next } of shelf.lines(id, 'told', after)) {
    const told = parsed(text);
    // The last line of a server that was killed may be half a line.
    if (!told) return { rows, next: null };
    rows.push(told.twin ? { ...told, seen: await twinSeen(store, told.twin.patientId) } : told);
    if (rows.length === FILE_LIMITS.pageRows) return { rows, next };
  }
  return { rows, next: null };
}

function parsed(text: string): ToldRecord | null {
  try {
    return JSON.parse(text) as ToldRecord;
  } catch {
    return null;
  }
}

async function twinSeen(store: Store, patientId: string): Promise<TwinSeen | null> {
  const patient = (await store.readDocument('patients', patientId))?.content as Patient | undefined;
  if (!patient || patient.isRestricted) return null;
  return {
    name: nameText(shownName(patient.names)),
    birthDate: patient.birthDate ?? null,
    mrn: mrnOf(patient) ?? null,
  };
}
