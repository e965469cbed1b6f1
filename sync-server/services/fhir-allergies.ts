import { allergySummary, type Allergy } from '#shared/domain/allergy.ts';
import { importedId, isUuid } from '#shared/domain/ids.ts';
import type { Patient } from '#shared/domain/patient.ts';
import type { StoredDocument } from '#server/store/store.ts';
import type { FhirQuery, FhirSearch } from './fhir-search.ts';

/** One statement about a patient's allergies; without an allergy it says that none is known. */
export interface AllergyEntry {
  readonly id: string;
  readonly patient: StoredDocument;
  readonly allergy: Allergy | null;
}
/** Where a search through allergies goes on: behind so many entries of the patients after a place. */
export interface AllergyPlace {
  readonly after: number;
  readonly skip: number;
}
export interface AllergyPage {
  readonly entries: readonly AllergyEntry[];
  readonly next: AllergyPlace | null;
}

const NONE_KNOWN = 'none-known';

/** A patient's statements; "none known" only where nothing in force is recorded (M3). */
export function allergiesOf(patient: StoredDocument): readonly AllergyEntry[] {
  const content = patient.content as Patient;
  const entries = Object.entries(content.allergies ?? {}).map(([key, allergy]) => ({
    id: allergyId(patient.id, key),
    patient,
    allergy,
  }));
  if (allergySummary(content).kind !== 'none-known') return entries;
  return [...entries, { id: allergyId(patient.id, NONE_KNOWN), patient, allergy: null }];
}

/** The patient that an allergy's id belongs to; null where it is no such id. */
export function patientOfAllergy(id: string): string | null {
  const [, ...parts] =
    /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})[0-9a-f]{32}$/.exec(id) ??
    [];
  const patientId = parts.join('-');
  return isUuid(patientId) ? patientId : null;
}

/** One allergy by its id; null where there is none, or none that this API shows. */
export async function readAllergy(search: FhirSearch, id: string): Promise<AllergyEntry | null> {
  const patientId = patientOfAllergy(id);
  const patient = patientId === null ? null : await search.read('AllergyIntolerance', patientId);
  if (patient === null || patient === 'gone') return null;
  return allergiesOf(patient).find((entry) => entry.id === id) ?? null;
}

/** A page of allergies: patients are found, their entries counted. `ids` keeps those that were asked for by id. */
export async function searchAllergies(
  search: FhirSearch,
  { wanted, count }: Pick<FhirQuery, 'wanted' | 'count'>,
  { place, ids }: { readonly place: AllergyPlace; readonly ids: readonly string[] | null },
): Promise<AllergyPage> {
  const entries: AllergyEntry[] = [];
  let { after, skip } = place;
  while (entries.length < count) {
    const page = await search.search({ type: 'AllergyIntolerance', wanted, count, after });
    const all = page.documents
      .flatMap((patient) => allergiesOf(patient))
      .filter(({ id }) => ids === null || ids.includes(id));
    const rest = all.slice(skip);
    const taken = rest.slice(0, count - entries.length);
    entries.push(...taken);
    if (taken.length < rest.length) return { entries, next: { after, skip: skip + taken.length } };
    if (page.next === null) return { entries, next: null };
    after = page.next;
    skip = 0;
  }
  return { entries, next: { after, skip } };
}

/** FHIR wants one short id for a part of a patient: both ids in hex, 64 digits together. */
function allergyId(patientId: string, key: string): string {
  const own = isUuid(key) ? key : importedId<string>('allergy', 'key', key);
  return `${patientId}${own}`.replaceAll('-', '');
}
