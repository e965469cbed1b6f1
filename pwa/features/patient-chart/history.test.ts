import { expect, test } from 'vitest';
import type { TrailEntry } from '#shared/domain/envelope.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { POLICIES } from '#shared/merge/policies.ts';
import type { AcceptedRow } from '#shared/sync/history.ts';
import { RECORD_FIELDS } from '#pwa/widgets/record-fields.ts';
import { historyLines } from './history-line.ts';
import { historyEntries } from './history-rows.ts';
import { mergeTold } from './merge-told.ts';

test('a new allergy names itself', () => {
  const after = { substance: 'Penicillin', reaction: 'rash', clinicalStatus: 'active' };
  expect(historyLines('patients', [{ path: '/allergies/a1', after }])).toEqual([
    {
      label: 'allergy',
      of: null,
      before: null,
      after: { kind: 'text', text: 'Penicillin, rash' },
    },
  ]);
});

test('a change below an allergy says which allergy', () => {
  const content = { allergies: { a1: { substance: 'Latex' } } };
  const changes = [{ path: '/allergies/a1/verification', before: 'confirmed', after: 'refuted' }];
  expect(historyLines('patients', changes, content)).toEqual([
    {
      label: 'verification',
      of: 'Latex',
      before: { kind: 'word', set: 'verification', word: 'confirmed' },
      after: { kind: 'word', set: 'verification', word: 'refuted' },
    },
  ]);
});

test('a move of an appointment is told as times and people', () => {
  const slot = { wall: '2026-11-24T10:30', zone: 'Europe/Dublin', practitionerId: 'p1' };
  const [line] = historyLines('appointments', [{ path: '/slot', after: slot }]);
  expect(line?.after).toEqual({
    kind: 'slot',
    wall: '2026-11-24T10:30',
    practitionerId: 'p1',
    roomId: null,
  });
});

test('a stay is told as a bed since a time', () => {
  const stay = { bedId: 'b1', wardId: 'w1', start: '2026-11-24T10:30:00.000Z' };
  const [line] = historyLines('encounters', [{ path: '/stays/s1', after: stay }]);
  expect(line).toMatchObject({ label: 'stay', after: { kind: 'stay', bedId: 'b1' } });
});

test('book-keeping is not told, and a field that nobody named is', () => {
  const changes = [
    { path: '/statusSince', after: '2026-11-24T10:30:00.000Z' },
    { path: '/newField', after: 'something' },
  ];
  expect(historyLines('appointments', changes)).toEqual([
    { label: 'other', of: null, before: null, after: { kind: 'text', text: 'something' } },
  ]);
});

test('every field with a merge rule of its own has a name in the history', () => {
  for (const collection of ['patients', 'appointments', 'encounters'] as const) {
    const patterns = (RECORD_FIELDS[collection] ?? []).map(([pattern]) => pattern);
    for (const [rule] of POLICIES[collection].filter(([pattern]) => !pattern.endsWith('/*'))) {
      expect(patterns.some((pattern) => pattern.startsWith(rule))).toBe(true);
    }
  }
});

const entry = (n: number): TrailEntry =>
  ({
    id: `m${n}`,
    device: 'd',
    n,
    by: 'marta',
    at: `2026-11-24T10:0${n}:00.000Z`,
    action: { id: `a${n}`, name: 'edit patient' },
    changes: [{ path: '/comment', after: String(n) }],
  }) as unknown as TrailEntry;
const row = (seq: number, at: string): AcceptedRow => ({
  seq,
  collection: 'patients',
  id: 'p',
  by: 'marta',
  byName: 'Marta Silva',
  device: 'd',
  deviceName: 'Tablet 3',
  at,
  acceptedAt: at,
  action: { id: 'a', name: 'edit patient' },
  changes: [],
});

test('what waits here stands above what the hospital accepted, newest first', () => {
  const documents = [
    { collection: 'patients' as const, id: 'p', trail: [entry(1), entry(2)], content: {} },
  ];
  const keys = historyEntries([row(7, '2026-11-24T09:00:00.000Z')], documents).map((e) => e.key);
  expect(keys).toEqual(['m2', 'm1', '7 p']);
});

test('a mutation that the hospital accepted meanwhile is told once', () => {
  const documents = [{ collection: 'patients' as const, id: 'p', trail: [entry(1)], content: {} }];
  const accepted = [row(7, '2026-11-24T10:01:00.000Z')];
  expect(historyEntries(accepted, documents).map((e) => e.acceptedAt)).toEqual([
    '2026-11-24T10:01:00.000Z',
  ]);
});

const link = { kind: 'replaces', patientId: 'b' };
const merging: AcceptedRow = {
  ...row(8, '2026-11-24T11:00:00.000Z'),
  action: { id: 'a', name: 'merge people' },
  changes: [{ path: '/links', before: { x: link }, after: { x: link, pair: link } }],
};
const told = (rows: readonly AcceptedRow[], content: JsonMap) =>
  historyEntries(rows, [{ collection: 'patients', id: 'p', trail: [], content }]);

test('a merge that is in force leads to the two of it, one that was undone to nobody', () => {
  const [now] = told([merging], { links: { x: link, pair: link } });
  expect(now && mergeTold(now)).toBe('/duplicates?one=p&other=b');
  const [undone] = told([merging], { links: { x: link } });
  expect(undone && mergeTold(undone)).toBeNull();
  const [edit] = told([row(7, '2026-11-24T09:00:00.000Z')], { links: { pair: link } });
  expect(edit && mergeTold(edit)).toBeNull();
});

test('a merge is told once, by the record that goes on', () => {
  const replaced: AcceptedRow = {
    ...merging,
    id: 'b',
    changes: [{ path: '/survivorId', after: 'p' }],
  };
  expect(told([merging, replaced], {}).map(({ key }) => key)).toEqual(['8 p']);
});

test('what keeps the books of a merge is no line of the history', () => {
  expect(historyLines('patients', merging.changes, {})).toEqual([]);
});
