import { join } from 'node:path';
import { startPart } from '#e2e/bench/talk.ts';

const DEVICES = 500;
const MISSED = 1000;
const MEANWHILE = 200;
const PORTION = 50;

/**
 * A whole hospital's devices come back in the same moment after an outage, each with a thousand documents to catch up on, while others
 * write on. It fails if one of them is refused, is cut off, or ends without the newest version of anything.
 */
export async function measureFlood(): Promise<void> {
  const server = startPart(join(import.meta.dirname, 'product-server.ts'));
  const returning = startPart(join(import.meta.dirname, 'returning.ts'));
  try {
    const { port, cookies } = await server.ask({ kind: 'start', clients: DEVICES }, 'ready');
    const { epoch, head: after } = await server.ask({ kind: 'write', documents: PORTION }, 'sent');
    await server.ask({ kind: 'write', documents: MISSED }, 'sent');
    const before = await server.ask({ kind: 'use' }, 'used');
    const started = performance.now();
    await returning.ask({ kind: 'return', port, cookies, epoch, after }, 'used');
    let head = 0;
    for (let written = 0; written < MEANWHILE; written += PORTION)
      ({ head } = await server.ask({ kind: 'write', documents: PORTION }, 'sent'));
    const documents = MISSED + MEANWHILE;
    const told = await returning.ask({ kind: 'settle', head, documents }, 'returned');
    const seconds = (performance.now() - started) / 1000;
    const { peakKiB, cpuMs } = await server.ask({ kind: 'use' }, 'used');
    const grownMiB = Math.max(0, peakKiB - before.residentKiB) / 1024;
    console.log(
      `stream.flood ${DEVICES} devices, ${documents} documents each: ${told.errors.length} errors, ${told.missing} missing, ${seconds.toFixed(1)} s, CPU ${(cpuMs - before.cpuMs).toFixed(0)} ms, memory grew by at most ${grownMiB.toFixed(0)} MiB`,
    );
    if (told.errors.length > 0 || told.missing !== 0)
      throw new Error(`the flood lost something: ${JSON.stringify(told)}`);
  } finally {
    await Promise.all([server.stop(), returning.stop()]);
  }
}
