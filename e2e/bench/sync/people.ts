import { mrnAt } from '#shared/domain/mrn.ts';
import { importedId, type PatientId } from '#shared/domain/ids.ts';
import type { Patient } from '#shared/domain/patient.ts';

const FAMILIES = [
  'Okonkwo',
  'Lindqvist',
  'Haddad',
  'Mwangi',
  'Ferreira',
  'Nakamura',
  'Kovács',
  'Brown',
  'Díaz',
  'Petrova',
];
const GIVEN = [
  'Adaeze',
  'Per',
  'Samira',
  'Joseph',
  'Inês',
  'Yuki',
  'Bence',
  'Tyler',
  'Lucía',
  'Elena',
  'Omar',
  'Ida',
];

/** People of about 660 bytes of JSON, the same ones every time; `n` tells them apart. */
export function benchPeople(
  count: number,
): readonly { readonly id: PatientId; readonly content: Patient }[] {
  return Array.from({ length: count }, (_, n) => ({
    id: importedId<PatientId>('bench', 'Patient', String(n)),
    content: {
      identifiers: { mrn: { kind: 'mrn', value: mrnAt(500_000 + n) } },
      names: {
        official: {
          use: 'official',
          family: `${FAMILIES[n % 10] ?? ''}${n % 997}`,
          given: GIVEN[(n * 7) % 12] ?? '',
        },
      },
      birthDate: `19${30 + (n % 70)}-${two(1 + (n % 12))}-${two(1 + (n % 28))}`,
      sex: n % 2 === 0 ? 'female' : 'male',
      telecom: {
        phone: { kind: 'phone', value: `+44 1632 96${String(n).padStart(6, '0')}`, use: 'mobile' },
      },
      addresses: {
        home: {
          line: `${1 + (n % 200)} Mill Lane`,
          city: 'Wardham',
          postalCode: `WD${n % 20} 4AB`,
          country: 'GB',
        },
      },
      contacts: {
        kin: {
          name: `${GIVEN[n % 12] ?? ''} ${FAMILIES[(n * 3) % 10] ?? ''}`,
          relationship: 'sibling',
          phone: '+44 1632 960001',
        },
      },
      allergies:
        n % 5 === 0
          ? {
              a: {
                substance: 'Penicillin',
                reaction: 'rash',
                criticality: 'high',
                clinicalStatus: 'active',
                verification: 'confirmed',
              },
            }
          : {},
    },
  }));
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
