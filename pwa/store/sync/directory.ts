import { Dexie, type Table } from 'dexie';
import type { DirectoryAnswer, DirectoryRequest, DirectoryRow } from '#shared/sync/directory.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import { DIRECTORY, DIRECTORY_CHANNEL, openSegment } from '#pwa/platform/directory-name.ts';
import { isSealed, sealValue, type SealedValue } from '#pwa/platform/seal-values.ts';
import type { DeviceKey } from '#pwa/platform/vault.ts';
import { postSync, type WireError } from './wire.ts';

/** How far the directory of this device has come. */
interface Place {
  readonly epoch: string;
  readonly last: number;
}
type Segment = readonly DirectoryRow[] | SealedValue;
type Segments = Dexie & {
  /** Segments of rows as they were told, the oldest first; of two rows of one person the later counts. */
  readonly docs: Table<Segment, number>;
  readonly place: Table<Place, 'here'>;
};
/** More segments than twice what the people need are packed again. */
const SEGMENT_ROWS = 500;
const SPARE_SEGMENTS = 20;

/**
 * Brings the directory of this device up to date: everybody of the hospital in slim rows, packed by the hundred, so that who is not on
 * the device is found all the same (S14). A segment and how far it goes are stored together: what was cut off is asked for again.
 */
export async function fillDirectory(
  key: DeviceKey | null,
  signal: AbortSignal,
): Promise<Result<void, WireError>> {
  const db = open();
  try {
    for (;;) {
      const place = (await db.place.get('here')) ?? { epoch: null, last: 0 };
      const request: DirectoryRequest = { epoch: place.epoch, after: place.last };
      const answer = await postSync<DirectoryAnswer>('directory', request, signal);
      if (!answer.ok) return answer;
      const { epoch, rows, last, isEnd } = answer.value;
      const segment = await segmentOf(rows, key);
      if (rows.length > 0 || epoch !== place.epoch) {
        await db.transaction('rw', db.docs, db.place, async () => {
          if (epoch !== place.epoch) await db.docs.clear();
          if (rows.length > 0) await db.docs.add(segment);
          await db.place.put({ epoch, last }, 'here');
        });
        tellWorkers();
      }
      if (isEnd) break;
    }
    await pack(db, key);
    return ok(undefined);
  } finally {
    db.close();
  }
}

/** A device that holds the whole hospital needs no directory. */
export async function dropDirectory(): Promise<void> {
  await Dexie.delete(DIRECTORY);
  tellWorkers();
}

function open(): Segments {
  const db = new Dexie(DIRECTORY);
  db.version(1).stores({ docs: '++', place: '' });
  return db as Segments;
}

async function segmentOf(rows: readonly DirectoryRow[], key: DeviceKey | null): Promise<Segment> {
  return key ? sealValue(key, DIRECTORY, rows) : rows;
}

/** Rows that were told again and again leave their older selves behind. */
async function pack(db: Segments, key: DeviceKey | null): Promise<void> {
  const segments = await db.docs.toArray();
  const isPlain = (segment: Segment): boolean => key !== null && !isSealed(segment);
  const opened = await Promise.all(segments.map((segment) => openSegment(segment, key)));
  const rows = new Map(opened.flat().map((row) => [row.id, row]));
  const people = [...rows.values()].filter((row) => !('isGone' in row));
  const needed = Math.ceil(people.length / SEGMENT_ROWS);
  if (segments.length <= 2 * needed + SPARE_SEGMENTS && !segments.some(isPlain)) return;
  const packed: Segment[] = [];
  for (let at = 0; at < people.length; at += SEGMENT_ROWS)
    packed.push(await segmentOf(people.slice(at, at + SEGMENT_ROWS), key));
  await db.transaction('rw', db.docs, async () => {
    await db.docs.clear();
    await db.docs.bulkAdd(packed);
  });
}

function tellWorkers(): void {
  const channel = new BroadcastChannel(DIRECTORY_CHANNEL);
  channel.postMessage('changed');
  channel.close();
}
