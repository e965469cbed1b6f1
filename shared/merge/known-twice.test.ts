import { expect, test } from 'vitest';
import { demographicsOf, NO_DEMOGRAPHICS } from '#shared/domain/demographics.ts';
import { mrnOf, type Patient } from '#shared/domain/patient.ts';
import { identifierFor, registerPatient } from '#shared/domain/register-patient.ts';
import { promoted, standingIn } from '#shared/domain/stand-in.ts';
import { withDemographics } from '#shared/domain/with-demographics.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { changesBetween } from './changes-between.ts';
import { landEntry } from './land-entry.ts';

let keys = 0;
const deps = { today: '2026-11-24', newKey: () => `k${++keys}` };
const stranger = standingIn(
  registerPatient(
    { ...NO_DEMOGRAPHICS, family: 'Unknown man', birth: 'about 40' },
    identifierFor(null, { id: 'x-ab7f', count: 1 }),
    deps,
  ),
  { kind: 'unknown' },
);

function known(family: string, given: string, mrn: string): Patient {
  const shown = demographicsOf(stranger);
  return promoted(
    withDemographics(stranger, { shown, typed: { ...shown, family, given } }, deps),
    mrn,
  );
}
const asJson = (patient: Patient): JsonMap => patient as unknown as JsonMap;

test('two desks that learn two names of one stranger, and draw two numbers, meet in one entry each: people decide (M2)', () => {
  const [one, two] = [known('Okonkwo', 'Chidi', '1048827'), known('Okafor', 'Emeka', '1048835')];
  const changes = changesBetween('patients', asJson(stranger), asJson(two));
  const landed = landEntry('patients', asJson(one), { changes });
  if (!landed.ok) throw new Error(landed.error.kind);
  const { content, clashes } = landed.value;
  expect(clashes.map(({ path }) => path.replace(/k\d+/, 'k'))).toEqual(
    expect.arrayContaining(['/names/k-known/family', '/names/k-known/given', '/identifiers/k-mrn']),
  );
  expect(mrnOf(content as unknown as Patient)).toBe('1048827');
});
