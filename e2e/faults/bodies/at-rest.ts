import {
  COLLECTIONS,
  indexKeysOf,
  INDEXES,
  type CollectionName,
} from '#shared/domain/collections.ts';
import type { WireDocument } from '#shared/domain/envelope.ts';
import { parseContent } from '#shared/domain/parse-content.ts';
import type { FleetAnswer } from '#shared/sync/fleet.ts';
import { isWireDocument } from '#shared/sync/wire-document.ts';
import type { PullAnswer } from '#shared/sync/pull.ts';
import type { DoorHospital } from './door-hospital.ts';

/** What is wrong with the hospital once everything was sent: what it holds, what it counted, who still listens. */
export async function wrongAtRest(
  hospital: DoorHospital,
  tally: ReadonlyMap<string, number>,
): Promise<readonly string[]> {
  hospital.log.stop();
  const { damaged, structure } = await hospital.server.store.scrub();
  return [
    ...(damaged.length > 0 ? [`${damaged.length} rows are not what was written`] : []),
    ...(structure === null ? [] : [structure]),
    ...(await wrongDocuments(hospital)),
    ...(await wrongCounts(hospital, tally)),
    ...(await wrongFigures(hospital)),
  ];
}

/** Whatever was taken, every device can read and keep: a document that it could not would hold back all others. */
async function wrongDocuments({ server, cookie }: DoorHospital): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const collection of COLLECTIONS) {
    let page: Pick<PullAnswer, 'checkpoint' | 'isEnd'> | null = null;
    while (!page?.isEnd) {
      const asked = { collection, checkpoint: page?.checkpoint ?? null, limit: 1000 };
      const answer = await server.app.request('http://localhost/sync/v1/pull', {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json' },
        body: JSON.stringify(asked),
      });
      const { documents, ...rest } = (await answer.json()) as PullAnswer;
      page = rest;
      for (const document of documents.filter((one) => !canKeep(collection, one)))
        wrong.push(`no device can keep ${collection} ${JSON.stringify(document).slice(0, 500)}`);
    }
  }
  return wrong;
}

function canKeep(collection: CollectionName, document: WireDocument): boolean {
  if (!isWireDocument(document)) return false;
  if (document._deleted) return true;
  const read = parseContent(collection, document.content);
  const keys = read.ok ? indexKeysOf(collection, read.value as never) : {};
  const longest = Object.entries(INDEXES[collection].keys);
  return read.ok && longest.every(([key, length]) => (keys[key] ?? '').length <= length);
}

/** The administrator's page has counted every refusal that was answered. */
async function wrongCounts(
  { admin }: DoorHospital,
  tally: ReadonlyMap<string, number>,
): Promise<readonly string[]> {
  const fleet = (await (await admin.send('GET', '/api/v1/fleet')).json()) as FleetAnswer;
  const counted = new Map<string, number>();
  for (const { of, code, count } of fleet.refused ?? []) {
    const key = `${of} ${code}`;
    counted.set(key, (counted.get(key) ?? 0) + count);
  }
  return [...tally].flatMap(([key, times]) => {
    const isRow = key.startsWith('row ');
    if (!isRow && !key.startsWith('request ')) return [];
    const found = counted.get(key) ?? 0;
    // Rows that name no document are counted, and have no answer to be found in.
    return found === times || (isRow && found > times)
      ? []
      : [`${key}: ${times}, counted ${found}`];
  });
}

async function wrongFigures({ admin }: DoorHospital): Promise<readonly string[]> {
  const text = await (await admin.send('GET', '/metrics')).text();
  return [
    ...(text.includes('\nwardline_streams 0\n') ? [] : ['somebody still listens']),
    ...(/status="5\d\d"/.test(text) ? ['the server failed'] : []),
  ];
}
