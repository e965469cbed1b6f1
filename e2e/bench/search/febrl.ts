import { importedId } from '#shared/domain/ids.ts';
import type { Patient } from '#shared/domain/patient.ts';
import type { MadePerson } from './made-people.ts';
import { dataFile } from './sample-data.ts';

/** A record of a Febrl data set: whose it is, and what stands in its columns. */
export interface FebrlRecord {
  readonly id: string;
  /** The number that all records of one person share. */
  readonly person: string;
  readonly isOriginal: boolean;
  readonly given: string;
  readonly family: string;
  /** As written, `YYYYMMDD`, not always a day that there is. */
  readonly birth: string;
  readonly columns: Readonly<Record<string, string>>;
}

export function readFebrl(set: 1 | 2 | 3): readonly FebrlRecord[] {
  const [head = '', ...lines] = dataFile(`matching/febrl/dataset${set}.csv`).trim().split('\n');
  const names = head.split(',').map((name) => name.trim());
  return lines.map((line) => {
    const cells = line.split(',').map((cell) => cell.trim());
    const columns = Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']));
    const id = columns['rec_id'] ?? '';
    return {
      id: `${set} ${id}`,
      person: `${set} ${id.split('-')[1] ?? ''}`,
      isOriginal: id.endsWith('-org'),
      given: columns['given_name'] ?? '',
      family: columns['surname'] ?? '',
      birth: columns['date_of_birth'] ?? '',
      columns,
    };
  });
}

/** `YYYYMMDD` with the hyphens of the stored form. */
export function withHyphens(birth: string): string {
  return birth.length === 8 ? `${birth.slice(0, 4)}-${birth.slice(4, 6)}-${birth.slice(6)}` : birth;
}

/** A record as the hospital keeps people; demographics only, the number of the social security is left out. */
export function febrlPatient(record: FebrlRecord): MadePerson {
  const { columns: c } = record;
  const line = [c['street_number'], c['address_1'], c['address_2']].filter(Boolean).join(' ');
  const content: Patient = {
    names: { n: { use: 'official', family: record.family, given: record.given } },
    ...(record.birth ? { birthDate: withHyphens(record.birth) } : {}),
    addresses: {
      a: {
        line,
        city: c['suburb'] ?? '',
        state: c['state'] ?? '',
        postalCode: c['postcode'] ?? '',
      },
    },
  };
  return { id: importedId('febrl', 'Person', record.id), content };
}
