import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BirthOrder } from './birth-order.ts';
import { NumberOrder } from './number-order.ts';
import { PackedPeople } from './packed-people.ts';

const FIRST = 255;

test('like numbers are the ones that a look at all of them finds, sorted or newly come', () => {
  const some = fc.array(fc.nat(0xffff), { maxLength: 60 });
  fc.assert(
    fc.property(some, some, fc.nat(0xffff), fc.nat(9), (early, late, number, most) => {
      const column = Uint32Array.from([...early, ...late]);
      const order = new NumberOrder(FIRST);
      order.follow(column, early.length);
      order.follow(column, column.length);
      const like = [...column.keys()].filter((at) => (((column[at] ?? 0) ^ number) & FIRST) === 0);
      expect(order.some(column, column.length, { number, mask: FIRST, most })).toEqual(
        like.slice(0, most),
      );
      const wanted = column[0] ?? number;
      const equal = [...column.keys()].filter((at) => column[at] === wanted);
      expect(order.of(column, column.length, wanted)).toEqual(equal);
    }),
  );
});

test('whoever was born in a year or on a day is found, who came after the sorting too', () => {
  const birth = fc.constantFrom(0, 19_800_000, 19_800_100, 19_800_131, 19_810_000, 19_810_101);
  fc.assert(
    fc.property(fc.array(birth, { maxLength: 20 }), birth, fc.nat(20), (births, first, cut) => {
      const people = new PackedPeople();
      const order = new BirthOrder();
      births.forEach((born, n) => {
        if (n === cut) order.follow(people);
        const known = { sex: 'unknown', name: '', mrn: '', print: 1 } as const;
        people.add({ id: String(n), isHere: true, birth: born, ...known });
      });
      order.follow(people);
      const end = first + (first % 10_000 === 0 ? 10_000 : 1);
      const expected = births.flatMap((born, n) => (born >= first && born < end ? [n] : []));
      expect([...order.between(people, first, end)].toSorted((a, b) => a - b)).toEqual(expected);
    }),
  );
});
