import type { CollectionName } from '#shared/domain/collections.ts';
import type { WireDocument } from '#shared/domain/envelope.ts';
import type { Patient } from '#shared/domain/patient.ts';
import { instantAt, type Clock } from '#shared/lib/clock.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import type { ExportJob } from '#shared/sync/files.ts';
import { FACILITY_SCOPE, isReference } from '#shared/sync/scope.ts';
import { BYTE_ORDER_MARK, csvLine } from '#shared/tables/csv-text.ts';
import { plainHeading } from '#shared/tables/people-fields.ts';
import { FILE_FIELDS, isInFiles, rowOfPerson } from '#shared/tables/row-of-person.ts';
import { allergyResource, documentResource } from '#server/interop/fhir/document-resource.ts';
import type { Store, StoredDocument } from '#server/store/store.ts';
import { allergiesOf } from './fhir-allergies.ts';
import { createRestriction } from './fhir-search.ts';
import type { KeptExport } from './file-book.ts';
import type { FileShelf } from './file-shelf.ts';

export interface ExportRun {
  readonly store: Store;
  readonly clock: Clock;
  readonly shelf: FileShelf;
  /** Writes down how far it is; throws to end it. */
  readonly onProgress: (kept: KeptExport) => Promise<void>;
}

const PAGE = 500;
const PARTS: Readonly<Record<ExportJob['format'], readonly CollectionName[]>> = {
  csv: ['patients'],
  'fhir-bundle': ['patients', 'practitioners', 'locations', 'encounters', 'appointments'],
  'fhir-ndjson': ['patients', 'practitioners', 'locations', 'encounters', 'appointments'],
};

/**
 * Writes everything that whoever asked may see, page by page: what their device's places hold, nobody whose record is restricted. Behind
 * a kill it goes on with the page that was not written down.
 */
export async function makeExport(begun: KeptExport, run: ExportRun): Promise<KeptExport> {
  const { store, shelf, onProgress } = run;
  const { id, format } = begun.job;
  let kept = begun;
  await shelf.cut(id, 'content', kept.job.bytes);
  const put = async (
    text: string,
    next: Partial<KeptExport>,
    job: Partial<ExportJob>,
  ): Promise<void> => {
    const bytes = Buffer.from(text);
    if (bytes.byteLength > 0) await shelf.append(id, 'content', bytes);
    kept = {
      ...kept,
      ...next,
      job: { ...kept.job, ...job, bytes: kept.job.bytes + bytes.byteLength },
    };
    await onProgress(kept);
  };
  const parts = PARTS[format];
  if (kept.job.of === null) {
    let of = 0;
    for (const part of parts) of += await store.count(part);
    await put(headOf(kept, run.clock), {}, { of });
  }
  const isShown = await createShown(store, kept);
  for (; kept.part < parts.length;) {
    const collection = parts[kept.part] ?? 'patients';
    const page = await store.find({ collection, after: kept.after, limit: PAGE });
    const shown: StoredDocument[] = [];
    for (const document of page.documents) if (await isShown(document)) shown.push(document);
    const text = textOf(shown, kept);
    const people = collection === 'patients' ? shown.length : 0;
    await put(
      text,
      {
        part: page.next === null ? kept.part + 1 : kept.part,
        after: page.next ?? 0,
        hasEntry: kept.hasEntry || text !== '',
      },
      { records: kept.job.records + page.documents.length, people: kept.job.people + people },
    );
  }
  await put(format === 'fhir-bundle' ? ']}\n' : '', {}, { phase: 'done' });
  return kept;
}

/** What may be shown to whoever asked. */
async function createShown(
  store: Store,
  { scopes, job }: KeptExport,
): Promise<(document: StoredDocument) => Promise<boolean>> {
  const mayShow = await createRestriction(store)();
  return async (document) => {
    const { collection, id, content } = document;
    if (isReference(collection)) return true;
    if (!(await mayShow(document))) return false;
    if (collection === 'patients' && job.format === 'csv' && !isInFiles(content as Patient))
      return false;
    if (scopes.includes(FACILITY_SCOPE)) return true;
    const wire = await store.readWire(collection, id, scopes);
    return wire !== null && !(JSON.parse(wire) as WireDocument)._deleted;
  };
}

function headOf({ job, headings }: KeptExport, clock: Clock): string {
  if (job.format === 'csv')
    return BYTE_ORDER_MARK + csvLine(headings ?? FILE_FIELDS.map(plainHeading));
  if (job.format === 'fhir-ndjson') return '';
  return `{"resourceType":"Bundle","type":"collection","timestamp":"${instantAt(clock.now())}","entry":[`;
}

function textOf(documents: readonly StoredDocument[], { job, base, hasEntry }: KeptExport): string {
  if (job.format === 'csv')
    return documents.map(({ content }) => csvLine(rowOfPerson(content as Patient))).join('');
  const resources = documents.flatMap(resourcesOf);
  if (job.format === 'fhir-ndjson')
    return resources.map((one) => `${JSON.stringify(one)}\n`).join('');
  if (resources.length === 0) return '';
  const entries = resources.map((resource) =>
    JSON.stringify({
      fullUrl: `${base}/${String(resource['resourceType'])}/${String(resource['id'])}`,
      resource,
    }),
  );
  return `${hasEntry ? ',' : ''}\n${entries.join(',\n')}`;
}

/** A document as its resource; with a person come the statements about their allergies. */
function resourcesOf(document: StoredDocument): readonly JsonMap[] {
  const resource = documentResource(document);
  if (document.collection !== 'patients') return [resource];
  return [resource, ...allergiesOf(document).map(allergyResource)];
}
