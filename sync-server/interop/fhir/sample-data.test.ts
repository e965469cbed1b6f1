import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COLLECTIONS } from '#shared/domain/collections.ts';
import { runImport } from '#server/commands/import-run.ts';
import type { ImportReport } from '#server/commands/import-report.ts';
import { allergiesOf } from '#server/services/fhir-allergies.ts';
import type { StoredDocument } from '#server/store/store.ts';
import { aHospital, type TestHospital } from '#server/testing/a-hospital.ts';
import { allergyResource, documentResource } from './document-resource.ts';

const ROOT = join(import.meta.dirname, '../../..');
const DATA = join(ROOT, '../shared/data');
const FILES = ['fhir/hl7-r4-examples', 'fhir/synthea-ma/bundles', 'fhir/synthea-ma/ndjson'];
/** Other tests share the machine. */
const LONG_MS = 300_000;
const TWICE = 'Patient: another one of this import has its id; the first was taken';
const hasData = existsSync(DATA);
if (!hasData) console.warn('sample data is missing (../shared/data): its tests are skipped');

describe.skipIf(!hasData)('the sample data', () => {
  let hospital: TestHospital;
  let clinic: string;
  let report: ImportReport;
  const importFiles = (files: readonly string[]): Promise<ImportReport> =>
    runImport(
      {
        files,
        dataDir: '',
        source: 'import',
        zone: null,
        encoding: 'utf-8',
        isShifted: false,
        reportFile: null,
      },
      {
        store: hospital.store,
        clock: hospital.clock,
        isServed: false,
        onProgress: () => undefined,
        isStopped: () => false,
      },
    );
  beforeAll(async () => {
    clinic = mkdtempSync(join(tmpdir(), 'wardline-clinic-'));
    for (const list of ['patients', 'slots', 'appointments']) {
      const text = gunzipSync(readFileSync(join(DATA, `scheduling/outpatient/${list}.csv.gz`)));
      writeFileSync(
        join(clinic, `${list}.csv`),
        text.toString().split('\n').slice(0, 500).join('\n'),
      );
    }
    hospital = await aHospital();
    report = await importFiles([...FILES.map((name) => join(DATA, name)), clinic]);
  }, LONG_MS);
  afterAll(async () => {
    await hospital.close();
    rmSync(clinic, { recursive: true });
  });

  async function* documents(): AsyncGenerator<StoredDocument> {
    for (const collection of COLLECTIONS) {
      for (let after: number | null = 0; after !== null;) {
        const page: Awaited<ReturnType<TestHospital['store']['find']>> = await hospital.store.find({
          collection,
          after,
          limit: 1000,
        });
        yield* page.documents;
        after = page.next;
      }
    }
  }

  test('goes in as a whole: nothing is refused, nothing unreadable', () => {
    // One official example is there twice, under one id and with other contents.
    expect(report.refused.map(({ reason }) => reason)).toEqual([TWICE]);
    expect(report.unreadableFiles).toEqual([]);
    expect(report.notes).toEqual({});
  });

  test(
    'a second import changes nothing',
    async () => {
      const head = async (): Promise<number> => (await hospital.store.readFacility()).head;
      const before = await head();
      const again = await importFiles([
        ...FILES.slice(0, 2).map((name) => join(DATA, name)),
        clinic,
      ]);
      expect([again.taken, await head()]).toEqual([{}, before]);
    },
    LONG_MS,
  );

  test(
    'every document is valid FHIR R4 when it is read',
    async () => {
      const validate = validators();
      expect(validate({ resourceType: 'Patient', gender: 'x' })).not.toBeNull();
      const broken = new Map<string, unknown>();
      let checked = 0;
      for await (const document of documents()) {
        if (document.collection === 'schedules' || document.collection === 'disputes') continue;
        const allergies =
          document.collection === 'patients' ? allergiesOf(document).map(allergyResource) : [];
        for (const resource of [documentResource(document), ...allergies]) {
          const errors = validate(resource);
          checked += 1;
          if (errors) broken.set(`${String(resource['resourceType'])}: ${errors}`, resource);
        }
      }
      expect(Object.fromEntries([...broken].slice(0, 5))).toEqual({});
      expect(checked).toBeGreaterThan(20_000);
    },
    LONG_MS,
  );
});

/** The official schema; of a type its own definition alone, because the whole tries all 146 types. */
function validators(): (resource: object) => string | null {
  const read = (path: string): Buffer => readFileSync(path);
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const draft = read(join(ROOT, 'node_modules/ajv/dist/refs/json-schema-draft-06.json'));
  ajv.addMetaSchema(JSON.parse(draft.toString()) as object);
  const schema = gunzipSync(read(join(DATA, 'fhir/schema/fhir.schema.json.gz'))).toString();
  // The schema names itself as draft 4 did.
  const { id: _, ...rest } = JSON.parse(schema) as { readonly id: string };
  ajv.addSchema(rest, 'fhir');
  return (resource) => {
    const type = String((resource as { resourceType: unknown }).resourceType);
    const validate = ajv.getSchema(`fhir#/definitions/${type}`);
    return validate?.(resource) === true ? null : ajv.errorsText(validate?.errors);
  };
}
