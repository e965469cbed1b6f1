import { expect, test } from 'vitest';
import type { Caller } from '#e2e/simulator/world/network.ts';
import { createVirtualTime } from '#e2e/simulator/world/virtual-time.ts';
import { watchPushes } from './sent-twice.ts';

const ENTRY = { id: 'm1' };
const PUSH = JSON.stringify({ collection: 'patients', rows: [{ id: 'p1', trail: [ENTRY] }] });
const ANSWER = JSON.stringify({ results: [{ id: 'p1', outcome: 'applied', document: null }] });

function watch() {
  const time = createVirtualTime(0);
  const told: string[] = [];
  const pushes = watchPushes({ report: (_, detail) => void told.push(detail) }, time.awake);
  const caller = { answered: new Map(), lastOf: () => ENTRY.id } as unknown as Caller;
  return { time, told, pushes, caller };
}

test('what is sent long after its answer was heard is told', async () => {
  const { time, told, pushes, caller } = watch();
  pushes.hears(caller, PUSH, ANSWER);
  await time.runUntil(6000);
  pushes.asks(caller, PUSH);
  expect(told).toHaveLength(1);
});

test('a tablet that sleeps between hearing an answer and storing it is not blamed', async () => {
  const { time, told, pushes, caller } = watch();
  pushes.hears(caller, PUSH, ANSWER);
  await time.leap(3_600_000);
  pushes.asks(caller, PUSH);
  expect(told).toEqual([]);
});
