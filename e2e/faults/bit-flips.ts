import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { turnBits } from '#server/testing/turn-bits.ts';
import { openCopy } from './a-copy.ts';

const PUSHES = 300;
const TABLES = ['document', 'history', 'feed', 'mutation', 'facility', 'escrow'];

/** Turns so many bits of a copy, anywhere in it; says which were neither found nor harmless to what the hospital holds. */
export async function flipBits(flips: number): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'wardline-flips-'));
  const file = join(folder, 'hospital.db');
  try {
    const { store, push } = openCopy(file);
    for (let i = 0; i < PUSHES; i += 1) await push();
    await store.close();
    const whole = readFileSync(file);
    const bits = Array.from({ length: flips }, () => Math.floor(Math.random() * whole.length * 8));
    const { found, missed } = turnBits(file, whole, bits, TABLES);
    console.log(
      `faults: ${flips} turned bits in ${whole.length} bytes, ${found} found, ${flips - found - missed.length} harmless, ${missed.length} missed`,
    );
    return missed.map((bit) => `bit ${bit} was turned and not found`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
