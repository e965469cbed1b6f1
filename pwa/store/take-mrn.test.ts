import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId } from '#shared/domain/ids.ts';
import { mrnAt } from '#shared/domain/mrn.ts';
import { openDeviceStore } from '#pwa/platform/device-store.ts';
import { mrnLeft, nextTemporary, refillMrns, takeMrn } from './take-mrn.ts';

/** What happens on a device: a tab draws, a save that failed gives its number back, the hospital refills (twice, where its answer was told again). */
const steps = fc.array(fc.constantFrom('draw', 'give back', 'refill', 'told again'), {
  minLength: 5,
  maxLength: 40,
});

test('whatever happens on a device, in two tabs at once, no number is given to two people and none is lost', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (plan) => {
      const name = `device-${newId()}`;
      const tabs = [openDeviceStore(name), openDeviceStore(name)] as const;
      const given: string[] = [];
      let [next, last] = [100_001, [] as readonly string[]];
      const run = async (step: (typeof plan)[number], at: number): Promise<void> => {
        const tab = tabs[at % 2] ?? tabs[0];
        if (step === 'refill') {
          last = Array.from({ length: 3 }, () => mrnAt(next++));
          await refillMrns(tab, last);
        } else if (step === 'told again') {
          // Told again before anything of it was drawn: the device has not asked anew.
          await refillMrns(
            tab,
            last.filter((mrn) => !given.includes(mrn)),
          );
        } else {
          const mrn = await takeMrn(tab);
          if (mrn === null) return;
          if (step === 'draw') given.push(mrn);
          else await refillMrns(tab, [mrn]);
        }
      };
      // Draws go on side by side; what the hospital says comes between them.
      for (let at = 0; at < plan.length;) {
        const isDraw = (i: number): boolean => plan[i] === 'draw' || plan[i] === 'give back';
        let end = at + 1;
        while (isDraw(at) && end < plan.length && isDraw(end)) end += 1;
        const from = at;
        await Promise.all(plan.slice(from, end).map((step, i) => run(step, from + i)));
        at = end;
      }
      expect(new Set(given).size).toBe(given.length);
      expect(given.length + (await mrnLeft(tabs[0]))).toBe(next - 100_001);
    }),
    { numRuns: 40 },
  );
});

test('an empty pool gives none, and temporary numbers of two tabs are never alike', async () => {
  const name = `device-${newId()}`;
  const tabs = [openDeviceStore(name), openDeviceStore(name)] as const;
  expect(await takeMrn(tabs[0])).toBeNull();
  const counts = await Promise.all(
    Array.from({ length: 20 }, (_, i) => nextTemporary(tabs[i % 2] ?? tabs[0])),
  );
  expect(counts.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
});
