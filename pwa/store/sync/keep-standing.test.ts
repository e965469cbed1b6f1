import { expect, test } from 'vitest';
import { createKeepStanding } from './keep-standing.ts';

const FACILITY = { id: 'f', name: 'St Brigid', zone: 'Europe/Dublin', language: 'en' } as const;
const at = (seconds: number): string => new Date(seconds * 1000).toISOString();

function keeping() {
  const written: unknown[] = [];
  let isFull = false;
  const keep = createKeepStanding({
    write: async (_, value) => {
      if (isFull) throw new Error('No room');
      written.push(value);
    },
  });
  const stand = (seconds: number, more: object = {}): Promise<void> =>
    keep({ lastContact: at(seconds), facility: FACILITY, isComplete: false, ...more });
  return { written, stand, fill: (full: boolean) => void (isFull = full) };
}

test('a contact is kept, the ones within seconds of it are not, a later one is', async () => {
  const { written, stand } = keeping();
  for (const seconds of [0, 1, 14]) await stand(seconds);
  expect(written).toHaveLength(1);
  await stand(15);
  expect(written).toHaveLength(2);
  // The clock was set back.
  await stand(-3600);
  expect(written).toHaveLength(3);
});

test('that the first sync is complete, or that the place has another name, is kept at once', async () => {
  const { written, stand } = keeping();
  await stand(0);
  await stand(1, { isComplete: true });
  await stand(2, { isComplete: true, facility: { ...FACILITY, name: 'St Anne' } });
  expect(written).toHaveLength(3);
});

test('what found no room is kept with the next contact', async () => {
  const { written, stand, fill } = keeping();
  fill(true);
  await expect(stand(0)).rejects.toThrow('No room');
  fill(false);
  await stand(1);
  expect(written).toHaveLength(1);
});

test('without a contact everything is written', async () => {
  const { written, stand } = keeping();
  for (const lastContact of [null, null]) await stand(0, { lastContact });
  expect(written).toHaveLength(2);
});
