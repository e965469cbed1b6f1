import { describe, expect, test } from 'vitest';
import type { LocationId } from '#shared/domain/ids.ts';
import type { Location } from '#shared/domain/location.ts';
import { manyBeds } from './many-beds.ts';
import { newPlace, nextOrder, placeTree, type Place, type Ward } from './place-tree.ts';

function place(id: string, kind: Location['kind'], parentId?: string, order?: number): Place {
  return {
    id,
    content: {
      kind,
      name: id,
      status: 'active',
      ...(parentId ? { parentId: parentId as LocationId } : {}),
      ...(order ? { order } : {}),
    },
  };
}
function aWard(rooms: readonly Place[] = [], beds: readonly Place[] = []): Ward {
  return { ...place('w', 'ward'), rooms, beds };
}
function ids(): () => string {
  let n = 0;
  return () => `new${++n}`;
}

describe('the places of a hospital', () => {
  test('stand under each other in their order, whatever the order they came in', () => {
    const tree = placeTree([
      place('10', 'bed', 'bay', 10),
      place('2', 'bed', 'bay', 2),
      place('bay', 'room', 'w'),
      place('w', 'ward', 'f'),
      place('f', 'facility'),
      place('c', 'clinic', 'f'),
      place('r', 'room', 'c'),
      place('1', 'bed', 'w', 1),
    ]);
    expect(tree.facility?.id).toBe('f');
    expect(tree.wards[0]?.rooms.map(({ id }) => id)).toEqual(['bay']);
    expect(tree.wards[0]?.beds.map(({ id }) => id)).toEqual(['1', '2', '10']);
    expect(tree.clinics[0]?.rooms.map(({ id }) => id)).toEqual(['r']);
  });

  test('that are new stand behind the others and keep no blanks', () => {
    expect(nextOrder([place('a', 'ward', undefined, 4), place('b', 'ward')])).toBe(5);
    expect(nextOrder([])).toBe(1);
    expect(newPlace('ward', { name: ' Ward 3 ', specialty: ' ', order: 1 })).toEqual({
      kind: 'ward',
      name: 'Ward 3',
      status: 'active',
      order: 1,
    });
  });
});

describe('many beds at once', () => {
  test('twelve beds in bays of four are three bays and twelve beds', () => {
    const made = manyBeds(aWard(), { count: 12, perBay: 4, bayWord: 'Bay' }, ids());
    expect(
      made.filter(({ content }) => content.kind === 'room').map(({ content }) => content.name),
    ).toEqual(['Bay A', 'Bay B', 'Bay C']);
    const beds = made.filter(({ content }) => content.kind === 'bed');
    expect(beds.map(({ content }) => content.name)).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
      '7',
      '8',
      '9',
      '10',
      '11',
      '12',
    ]);
    const known = new Set(made.map(({ id }) => id));
    expect(beds.every(({ content }) => known.has(content.parentId ?? ''))).toBe(true);
    // A bay is written before its beds.
    for (const [i, { content }] of made.entries())
      if (content.kind === 'bed')
        expect(made.findIndex(({ id }) => id === content.parentId)).toBeLessThan(i);
  });

  test('go on after what is there, and the last bay is as small as it must be', () => {
    const ward = aWard([place('Bay A', 'room', 'w', 1)], [place('7', 'bed', 'w', 7)]);
    const made = manyBeds(ward, { count: 5, perBay: 4, bayWord: 'Bay' }, ids());
    expect(made.map(({ content }) => content.name)).toEqual([
      'Bay B',
      '8',
      '9',
      '10',
      '11',
      'Bay C',
      '12',
    ]);
    expect(
      made.filter(({ content }) => content.kind === 'room').map(({ content }) => content.capacity),
    ).toEqual([4, 1]);
  });

  test('stand straight under the ward where there are no bays', () => {
    expect(
      manyBeds(aWard(), { count: 2, perBay: 0, bayWord: '' }, ids()).map(
        ({ content }) => content.parentId,
      ),
    ).toEqual(['w', 'w']);
  });
});
