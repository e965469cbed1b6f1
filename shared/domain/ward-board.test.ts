import { expect, test } from 'vitest';
import { admitPatient } from './admit-patient.ts';
import type { LocationId, PatientId } from './ids.ts';
import type { Location } from './location.ts';
import { hasRoom, needsAttention, wardBoard } from './ward-board.ts';
import { wardIdOf, wardsOf } from './ward-layout.ts';

const place = (id: string, content: Partial<Location> & Pick<Location, 'kind'>) => ({
  id,
  content: { name: id, status: 'active', ...content } as Location,
});
const under = (parent: string) => ({ parentId: parent as LocationId });
const PLACES = [
  place('east', { kind: 'ward', order: 2 }),
  place('west', { kind: 'ward', order: 1 }),
  place('gone', { kind: 'ward', status: 'inactive' }),
  place('Bay B', { kind: 'room', ...under('east') }),
  place('Bay A', { kind: 'room', ...under('east') }),
  place('10', { kind: 'bed', ...under('Bay A') }),
  place('9', { kind: 'bed', ...under('Bay A') }),
  place('11', { kind: 'bed', ...under('Bay B') }),
  place('old', { kind: 'bed', status: 'inactive', ...under('Bay B') }),
  place('corridor', { kind: 'bed', ...under('east') }),
  place('w1', { kind: 'bed', ...under('west') }),
];
let keys = 0;
const lying = (who: string, bedId: string, wardId = 'east') => ({
  id: `visit of ${who}`,
  content: admitPatient({
    patientId: who as PatientId,
    place: { bedId: bedId as LocationId, wardId: wardId as LocationId },
    at: '2026-11-23T08:00:00.000Z',
    newKey: () => `k${keys++}`,
  }),
});
const board = (...encounters: ReturnType<typeof lying>[]) =>
  wardBoard({ places: PLACES, encounters }, 'east');

test('bays and beds stand in the order of the ward, numbers as numbers, beds without a room last', () => {
  const bays = board().bays.map(({ room, beds }) => [room?.name ?? null, beds.map(({ id }) => id)]);
  expect(bays).toEqual([
    ['Bay A', ['9', '10']],
    ['Bay B', ['11']],
    [null, ['corridor']],
  ]);
  expect(wardsOf(PLACES).map(({ id }) => id)).toEqual(['west', 'east']);
});

test('a bed out of use for good appears only while somebody lies in it', () => {
  const ids = (b: ReturnType<typeof board>) => b.bays.flatMap(({ beds }) => beds.map((x) => x.id));
  expect(ids(board())).not.toContain('old');
  expect(ids(board(lying('ann', 'old')))).toContain('old');
});

test('people whose bed has not been received are shown beside the bays', () => {
  const { strays, counts } = board(lying('ann', 'unheard-of'), lying('bob', 'w1', 'west'));
  expect(strays.map(({ patientId }) => patientId)).toEqual(['ann']);
  expect(counts.people).toBe(1);
});

test('the counts say how many beds are in each state and how many people are here', () => {
  expect(board(lying('ann', '9'), lying('bob', '9'), lying('cid', '10')).counts).toEqual({
    occupied: 1,
    clash: 1,
    closed: 0,
    cleaning: 0,
    free: 2,
    people: 3,
  });
});

test('room is in a free bed or in one for several, never in a closed one', () => {
  const double = { kind: 'bed', name: 'd', status: 'active', capacity: 2 } as const;
  const state = { kind: 'occupied', occupants: [{} as never] } as const;
  expect(hasRoom({ bed: double, state: { kind: 'free' } })).toBe(true);
  expect(hasRoom({ bed: double, state })).toBe(true);
  expect(hasRoom({ bed: { ...double, status: 'closed' }, state })).toBe(false);
  expect(hasRoom({ bed: double, state: { kind: 'closed' } })).toBe(false);
});

test('a person in two beds needs attention in both, even across wards', () => {
  const { bays } = board(lying('ann', '9'), { ...lying('ann', 'w1', 'west'), id: 'second' });
  const bed9 = bays.flatMap(({ beds }) => beds).find(({ id }) => id === '9');
  expect(bed9 && needsAttention(bed9.state)).toBe(true);
});

test('a bed knows its ward, and a circle of parents ends', () => {
  expect(wardIdOf(PLACES, '11')).toBe('east');
  const circle = [
    place('a', { kind: 'bed', ...under('b') }),
    place('b', { kind: 'room', ...under('a') }),
  ];
  expect(wardIdOf(circle, 'a')).toBeUndefined();
});
