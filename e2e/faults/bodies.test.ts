import { expect, test } from 'vitest';
import { sendBodies } from './bodies/send-bodies.ts';

/** Never the speed of it: only a machine that hangs takes so long. */
const LONGEST_MS = 60_000;
/** A slice of `npm run faults -- bodies`: as many as a commit can wait for. */
const BODIES = {
  session: 800,
  pull: 800,
  push: 500,
  offer: 400,
  escrow: 300,
  digest: 300,
  ack: 800,
  stream: 800,
};

test(
  'damaged requests at every door are refused in words, counted, and leave nothing behind; the good ones are taken',
  async () => {
    const { wrong, tally } = await sendBodies({ bodies: BODIES, seed: 20 });
    expect(wrong).toEqual([]);
    for (const what of [
      'request not-readable',
      'row not-readable',
      'row id-reused',
      'good again taken',
    ])
      expect(tally.get(what), what).toBeGreaterThan(10);
  },
  LONGEST_MS,
);
