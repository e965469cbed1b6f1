import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COLUMNS, IMPORT_KINDS, planImport, type ImportKind } from './plan-import.ts';
import type { Known, Planned } from './planned.ts';
import { byColumn, readCsv } from '#shared/tables/read-csv.ts';

let n = 0;
const NOTHING: Known = {
  places: [],
  practitioners: [],
  schedules: [],
  usernames: new Set(),
  zone: 'Europe/London',
  newId: () => `id${++n}`,
};

function plan(kind: ImportKind, text: string, known: Known = NOTHING): readonly Planned[] {
  const rows = readCsv(text);
  const named = byColumn(rows.ok ? rows.value : [], COLUMNS[kind].needed);
  return planImport(kind, named.ok ? named.value : [], known);
}
function verdicts(planned: readonly Planned[]): readonly string[] {
  return planned.map((one) =>
    one.verdict === 'refused'
      ? `${one.line} ${one.why}: ${one.value}`
      : `${one.line} ${one.verdict}`,
  );
}
function contentsOf(planned: readonly Planned[]): readonly unknown[] {
  return planned.flatMap((one) =>
    one.verdict === 'write' ? one.writes.map((write) => write.change(undefined)) : [],
  );
}
function knownAfter(
  planned: readonly Planned[],
  collection: string,
): readonly { id: string; content: never }[] {
  return planned
    .flatMap((one) => (one.verdict === 'write' ? one.writes : []))
    .filter((write) => write.collection === collection)
    .map((write) => ({ id: write.id, content: write.change(undefined) as never }));
}

describe('a table', () => {
  test('is read as spreadsheets write it', () => {
    const text = '\uFEFFname;in\r\n"Ward ""3""; old";"two\nlines"\r\n\r\nlast;';
    expect(readCsv(text)).toEqual({
      ok: true,
      value: [
        { line: 1, cells: ['name', 'in'] },
        { line: 2, cells: ['Ward "3"; old', 'two\nlines'] },
        { line: 5, cells: ['last', ''] },
      ],
    });
    expect(readCsv('a\tb\n1\t2')).toMatchObject({
      value: [{ cells: ['a', 'b'] }, { cells: ['1', '2'] }],
    });
    expect(readCsv('')).toEqual({ ok: true, value: [] });
  });

  test('with a quote that never ends says where', () => {
    expect(readCsv('a,b\n"open')).toEqual({ ok: false, error: { kind: 'open-quote', line: 2 } });
  });

  test('is read again as it was written', () => {
    const cell = fc.string().map((text) => text.trim());
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(table, (rows) => {
        const full = [['head', 'line'], ...rows].filter((row) => row.some((one) => one !== ''));
        const text = full
          .map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(','))
          .join('\n');
        const read = readCsv(text);
        expect(read.ok && read.value.map(({ cells }) => cells)).toEqual(full);
      }),
    );
  });

  test('without a column that is needed names it', () => {
    expect(byColumn([{ line: 1, cells: ['Name'] }], ['kind', 'name'])).toEqual({
      ok: false,
      error: ['kind'],
    });
  });
});

describe('an import', () => {
  test.each(IMPORT_KINDS)('of the sample of %s leaves nothing out, given what it names', (kind) => {
    const places = knownAfter(plan('places', COLUMNS.places.sample), 'locations');
    const practitioners = knownAfter(
      plan('practitioners', COLUMNS.practitioners.sample, { ...NOTHING, places }),
      'practitioners',
    );
    expect(
      verdicts(plan(kind, COLUMNS[kind].sample, { ...NOTHING, places, practitioners })).filter(
        (one) => one.includes('refused') || one.includes(':'),
      ),
    ).toEqual([]);
  });

  test('of places puts beds into bays of the rows above, and a second time changes nothing', () => {
    const first = plan('places', COLUMNS.places.sample);
    const places = knownAfter(first, 'locations');
    const [, ward, bay, bed] = places as readonly { id: string; content: { parentId?: string } }[];
    expect(bay?.content.parentId).toBe(ward?.id);
    expect(bed?.content.parentId).toBe(bay?.id);
    expect(
      verdicts(plan('places', COLUMNS.places.sample, { ...NOTHING, places })).every((one) =>
        one.endsWith('same'),
      ),
    ).toBe(true);
  });

  test('of places says what is wrong with a row and takes the others', () => {
    expect(
      verdicts(
        plan(
          'places',
          'kind,name,in\ntent,A,\nward,,\nbed,1,Ward 9\nward,Ward 9,\nbed,1,Ward 9\nbed,1,ward 9',
        ),
      ),
    ).toEqual([
      '2 unknown-kind: tent',
      '3 no-name: ',
      '4 unknown-place: Ward 9',
      '5 write',
      '6 write',
      '7 same',
    ]);
  });

  test('does not guess between two bays of one name', () => {
    expect(
      verdicts(
        plan(
          'places',
          'kind,name,in\nward,W1,\nward,W2,\nroom,Bay A,W1\nroom,Bay A,W2\nbed,1,Bay A\nbed,1,W2 / Bay A',
        ),
      ).slice(4),
    ).toEqual(['6 unknown-place: Bay A', '7 write']);
  });

  test('of hours joins the rows of one clinician', () => {
    const practitioners = knownAfter(
      plan('practitioners', 'title,given,family\nDr,Elena,Petrova'),
      'practitioners',
    );
    const text =
      'practitioner,weekdays,hours,slot\nElena Petrova,mon-tue,9-12,20\nDr Elena Petrova,wed,13-17,20\nNobody,mon,9-12,\nElena Petrova,mon,noon,\nElena Petrova,never,9-12,\nElena Petrova,mon,9-12,half';
    const planned = plan('hours', text, { ...NOTHING, practitioners });
    expect(verdicts(planned)).toEqual([
      '2 write',
      '3 write',
      '4 unknown-practitioner: Nobody',
      '5 bad-hours: noon',
      '6 bad-weekdays: never',
      '7 bad-slot: half',
    ]);
    const writes = planned.flatMap((one) => (one.verdict === 'write' ? one.writes : []));
    expect(new Set(writes.map(({ id }) => id)).size).toBe(1);
    const last = contentsOf(planned).at(-1) as {
      rules: Record<string, { weekday: number }>;
      slotMinutes: number;
    };
    expect(Object.values(last.rules).map(({ weekday }) => weekday)).toEqual([1, 2, 3]);
    expect(last.slotMinutes).toBe(20);
  });

  test('of people asks for accounts and knows who is there', () => {
    const planned = plan(
      'people',
      'username,name,roles\nMarta,Marta Silva,nurse admin\nmarta,Again,nurse\nx,Too Short,nurse\nbo.ek,Bo Ek,boss\nold,Old Hand,nurse',
      { ...NOTHING, usernames: new Set(['old']) },
    );
    expect(verdicts(planned)).toEqual([
      '2 account',
      '3 twice: marta',
      '4 bad-username: x',
      '5 unknown-role: boss',
      '6 same',
    ]);
    expect(planned[0]).toMatchObject({
      account: { username: 'marta', roles: ['nurse', 'admin'], practitionerId: null },
    });
  });
});
