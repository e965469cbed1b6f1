import 'temporal-polyfill/global';
import { writeSync } from 'node:fs';
import { openCopy } from './a-copy.ts';

/** Pushes so many times into a file, one after the other, and prints what was acknowledged; goes on after a push that failed. */
const [file = '', pushes = '10'] = process.argv.slice(2);
const { store, push } = openCopy(file);
for (let i = 0; i < Number(pushes); i += 1) {
  try {
    const { id, mutation } = await push();
    writeSync(1, `ack ${id} ${mutation}\n`);
  } catch {
    writeSync(1, 'failed\n');
  }
}
await store.close().catch(() => undefined);
