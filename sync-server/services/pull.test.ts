import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/ids.ts';
import { isWireDocument } from '#shared/sync/wire-document.ts';
import {
  aChange,
  aHospital,
  anEntry,
  aRow,
  type TestHospital,
} from '#server/testing/a-hospital.ts';

let hospital: TestHospital;
beforeEach(async () => void (hospital = await aHospital()));
afterEach(() => hospital.close());

const edit = (id: string, before: string | undefined, after: string) =>
  hospital.push(
    'patients',
    aRow(id, anEntry(hospital.doctor, [aChange('/comment', before, after)])),
  );

test('pages of any size, pulled while others write, leave no hole and end with what the hospital holds (S2, S6)', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 7 }),
      fc.array(fc.nat(5), { minLength: 1, maxLength: 25 }),
      async (limit, writes) => {
        const ids = Array.from({ length: 6 }, () => newId<string>());
        const says = new Map<string, string>();
        const held = new Map<string, unknown>();
        let { checkpoint } = await hospital.pull('patients', null, 1000);
        const pullOnce = async (): Promise<boolean> => {
          const page = await hospital.pull('patients', checkpoint, limit);
          expect(page.documents.length > 0 || page.isEnd).toBe(true);
          const numbers = page.documents.map(({ rev }) => Number(rev.split('.')[1]));
          expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
          for (const { id, content } of page.documents) held.set(id, content['comment']);
          ({ checkpoint } = page);
          return page.isEnd;
        };
        for (const [n, which] of writes.entries()) {
          const id = ids[which] ?? '';
          await edit(id, says.get(id), `${n}`);
          says.set(id, `${n}`);
          if (n % 2 === 0) await pullOnce();
        }
        while (!(await pullOnce()));
        expect(held).toEqual(says);
      },
    ),
    { numRuns: 10 },
  );
});

test('a checkpoint is whole; one of another epoch pulls from the start (S3)', async () => {
  await edit(newId(), undefined, 'x');
  const { checkpoint } = await hospital.pull('patients');
  expect(checkpoint).toEqual({ epoch: 'e1', scopes: { facility: 1 } });
  expect(await hospital.pull('patients', checkpoint)).toEqual({
    documents: [],
    checkpoint,
    isEnd: true,
  });
  const old = { epoch: 'before the restore', scopes: { facility: 99 } };
  expect(await hospital.pull('patients', old)).toMatchObject({ documents: [{}], checkpoint });
  const ahead = { epoch: 'e1', scopes: { facility: 99 } };
  expect(await hospital.pull('patients', ahead)).toMatchObject({ documents: [{}], checkpoint });
});

test('text of any kind comes out of the joined page as it went in', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 60 }), async (text) => {
      const id = newId<string>();
      await edit(id, undefined, text);
      const documents = (await hospital.pull('patients')).documents;
      expect(documents.every(isWireDocument)).toBe(true);
      expect(documents.find((one) => one.id === id)?.content).toEqual({ comment: text });
    }),
    { numRuns: 30 },
  );
});
