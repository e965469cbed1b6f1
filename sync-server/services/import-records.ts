import { importedId, newId, type ActionId, type MutationId } from '#shared/domain/ids.ts';
import { parseContent } from '#shared/domain/parse-content.ts';
import { LIMITS } from '#shared/sync/protocol-version.ts';
import { instantAt, type Clock } from '#shared/lib/clock.ts';
import type { Json, JsonMap } from '#shared/lib/json.ts';
import type { SourceRecord } from '#server/interop/source-record.ts';
import type { ImportedRow } from '#server/store/imports.ts';
import type { Store, StoredDocument, StoreTx } from '#server/store/store.ts';
import { openConflict } from './disputes.ts';
import { landImport, type LandedImport } from './import-landing.ts';
import { stageImport, type Staging } from './import-stage.ts';
import { createReadWindow } from './window.ts';

/**
 * What became of one record of a source. `waiting` is a part whose document has not come yet; `not-readable` a content that no
 * device could read; `twice` a second record of this import that says otherwise than the first. `disputes` counts what is left to a person: fields that the hospital had changed otherwise, and a time that somebody has.
 */
export interface LandedRecord {
  readonly outcome:
    | 'added'
    | 'changed'
    | 'unchanged'
    | 'waiting'
    | 'too-large'
    | 'not-readable'
    | 'twice';
  readonly disputes: number;
}
export type ImportRecords = (
  records: readonly SourceRecord[],
  /** Writes what has to be on disk with them or not at all: how far the import has come. */
  alongside?: (tx: StoreTx, landed: readonly LandedRecord[]) => void,
) => Promise<readonly LandedRecord[]>;

const NUMBERED_AT_ONCE = 100;

/**
 * One import: lands records of a source, one transaction a call. Nothing that came unchanged draws a number. Of two records that
 * name one thing and differ, the first counts, so that the same files give the same hospital however often they come.
 */
export function createImportRecords(deps: ImportRecordsDeps): ImportRecords {
  const { store, clock, isTrial = false } = deps;
  const action = { id: deps.actionId ?? newId<ActionId>(), name: 'import' };
  const seen = new Map<string, number>();
  const readWindow = createReadWindow(clock);
  const land: ImportRecords = async (records, alongside) => {
    const now = clock.now();
    const window = await readWindow(store);
    return store.transaction(async (tx) => {
      const known = await tx.imports.readImported(records.map(({ key }) => key));
      const landing: Landing = {
        tx,
        window,
        known,
        at: instantAt(now),
        action,
        seen,
        isTrial,
        rows: new Map(),
        waiting: [],
      };
      const landed: LandedRecord[] = [];
      for (const record of records) {
        landed.push(await landRecord(landing, record));
        // Nobody else writes meanwhile, so numbers may be drawn in parts; a small staging is a quick one.
        if (!isTrial && landed.length % NUMBERED_AT_ONCE === 0) await tx.number();
      }
      if (isTrial) throw new Tried(landed);
      await tx.imports.writeImported([...landing.rows.values()]);
      alongside?.(tx, landed);
      return landed;
    });
  };
  return isTrial ? tryOut(land) : land;
}

export interface ImportRecordsDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** What the history calls it by; one of its own unless somebody names it. */
  readonly actionId?: ActionId;
  /** True to find out what would become of everything, and to write nothing. */
  readonly isTrial?: boolean;
}

/** Ends a transaction whose outcome is all that is wanted. */
class Tried extends Error {
  readonly landed: readonly LandedRecord[];
  constructor(landed: readonly LandedRecord[]) {
    super('tried');
    this.landed = landed;
  }
}

function tryOut(land: ImportRecords): ImportRecords {
  return async (records) => {
    try {
      return await land(records);
    } catch (cause) {
      if (cause instanceof Tried) return cause.landed;
      throw cause;
    }
  };
}

interface Landing extends Staging {
  readonly known: ReadonlyMap<string, ImportedRow>;
  /** Every record of this import by its key, with a mark of its content. */
  readonly seen: Map<string, number>;
  readonly isTrial: boolean;
  /** What is remembered at the end, by key; a record that comes twice in one batch meets itself here. */
  readonly rows: Map<string, ImportedRow>;
  /** Those of them that wait, oldest first. */
  readonly waiting: ImportedRow[];
}

async function landRecord(landing: Landing, record: SourceRecord): Promise<LandedRecord> {
  const { tx, known, rows, waiting } = landing;
  const { key, collection, documentId, isPart } = record;
  const content = JSON.stringify(record.content);
  if (content.length > LIMITS.documentBytes) return { outcome: 'too-large', disputes: 0 };
  const shape = parseContent(collection, record.content);
  if (!shape.ok && !isPart) return { outcome: 'not-readable', disputes: 0 };
  const mark = markOf(content);
  const first = landing.seen.get(key);
  if (first !== undefined && first !== mark) return { outcome: 'twice', disputes: 0 };
  landing.seen.set(key, mark);
  // Nothing of what a trial read before is there to be found.
  if (landing.isTrial && first !== undefined) return { outcome: 'unchanged', disputes: 0 };
  const last = rows.get(key) ?? known.get(key);
  const isUnchanged = last?.content === content && last.documentId === documentId;
  if (isUnchanged && !last.isWaiting) return { outcome: 'unchanged', disputes: 0 };
  const master = await tx.readDocument(collection, documentId);
  const row = { key, collection, documentId, content, isWaiting: isPart && !master };
  // A trial has read the document, and kept nothing of it.
  if (row.isWaiting && landing.isTrial && landing.seen.has(documentId))
    return { outcome: 'changed', disputes: 0 };
  if (row.isWaiting) {
    if (!isUnchanged) {
      rows.set(key, row);
      waiting.push(row);
    }
    return { outcome: isUnchanged ? 'unchanged' : 'waiting', disputes: 0 };
  }
  rows.set(key, row);
  if (!master) return addDocument(landing, record);
  // What a part said of another document was that document's; here it is new.
  const isMoved = last !== undefined && last.documentId !== documentId;
  const base = last && !last.isWaiting && !isMoved ? parse(last.content) : {};
  const versions = {
    base: knowingMerges(base, master.content, record.content),
    next: record.content,
  };
  const landed = landImport(collection, master.content, versions);
  await openDisputes(landing, record, { master, ...landed });
  const disputes = landed.clashes.length;
  if (landed.changes.length === 0) return { outcome: 'unchanged', disputes };
  if (!parseContent(collection, landed.content).ok) return { outcome: 'not-readable', disputes: 0 };
  return {
    outcome: 'changed',
    disputes: disputes + (await stageImport(landing, record, { ...landed, before: master })),
  };
}

/** What both sides changed is shown to a person, the source's reading by nobody's name (M2, M3). */
async function openDisputes(
  { tx, at }: Landing,
  { key, collection, documentId }: SourceRecord,
  { master, content, clashes }: LandedImport & { readonly master: StoredDocument },
): Promise<void> {
  for (const clash of clashes) {
    const said = `${key}${clash.path}${JSON.stringify(clash.mine)}`;
    const id = importedId<MutationId>('import', 'reading', said);
    await openConflict(
      {
        tx,
        content,
        subject: { collection, id: documentId },
        before: master,
        landed: [],
        acceptedAt: at,
      },
      { clash, entry: { id, by: null, at }, device: null },
    );
  }
}

/** A new document takes up the parts that came before it. */
async function addDocument(landing: Landing, record: SourceRecord): Promise<LandedRecord> {
  const { tx, rows } = landing;
  const stored = await tx.imports.readWaiting([record.documentId]);
  const waiting = new Map(stored.map((part) => [part.key, part]));
  for (const part of landing.waiting) {
    if (part.documentId === record.documentId) waiting.set(part.key, part);
  }
  let { content } = record;
  for (const part of waiting.values()) {
    if (part.collection !== record.collection) continue;
    content = landImport(part.collection, content, { base: {}, next: parse(part.content) }).content;
    rows.set(part.key, { ...part, isWaiting: false });
  }
  const version = { before: null, content, changes: [] };
  return { outcome: 'added', disputes: await stageImport(landing, record, version) };
}

/** A source that names somebody anew means it, whatever has become of the record that it named before (M12). */
function knowingMerges(base: JsonMap, master: JsonMap, next: JsonMap): JsonMap {
  const said = base['patientId'];
  const isAnew = said !== undefined && said === master['recordedFor'] && said !== next['patientId'];
  return isAnew ? { ...base, patientId: master['patientId'] } : base;
}

function parse(text: string): JsonMap {
  return JSON.parse(text) as Json as JsonMap;
}

/** A short mark of a text (FNV-1a). */
function markOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}
