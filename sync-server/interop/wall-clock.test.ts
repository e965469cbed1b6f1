import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantOfWall } from '#shared/scheduling/wall-time.ts';
import { createWallClock } from './wall-clock.ts';

test('the quick clock says what the exact one says, on days with a leap too', () => {
  const days = ['2016-01-01', '2024-03-31', '2024-10-27', '2024-02-29', '1962-07-01'];
  for (const zone of ['Europe/Madrid', 'America/Santiago', 'Asia/Kolkata', 'UTC']) {
    const instant = createWallClock(zone);
    fc.assert(
      fc.property(fc.constantFrom(...days), fc.nat({ max: 86_399 }), (day, second) => {
        const wall = `${day}T${new Date(second * 1000).toISOString().slice(11, 19)}`;
        expect(instant(wall)).toBe(instantOfWall(wall, zone));
      }),
    );
  }
});
